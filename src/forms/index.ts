export { type FormList, type FormsRequest, listForms } from "./list-forms.ts";
export type { ListedForm, ListedQuestion } from "./listed-form.ts";
export type { Proposal } from "./proposals.ts";
