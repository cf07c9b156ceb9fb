import { type Interval, isoTime } from "../../base/index.ts";
import { settingHeader, settingLine } from "../../config/index.ts";
import type { ListedForm, ListedQuestion } from "../../forms/index.ts";
import type { TestedForms } from "./scale-directions.ts";

/** What `afterword forms --json` prints; names as in the record of `extract`. */
export const formsDocument = ({ forms, proposals, turned }: TestedForms, { from, to }: Interval) => ({
  answers_from: isoTime(from),
  answers_to: isoTime(to),
  proposals: proposals.map(({ about, ...setting }) => ({
    ...setting,
    toml: `${settingHeader(setting)}\n${settingLine(setting)}`,
    about,
  })),
  forms: forms.map((form) => formOf(form, turned)),
});

const formOf = (form: ListedForm, turned: TestedForms["turned"]) => ({
  source: form.kind,
  form_context_id: form.contextId,
  form_name: form.name,
  languages: form.languages,
  redacted: form.redacted,
  versions: form.versions.map(({ id, modified }) => ({ form_id: id, modified: isoTime(modified) })),
  lead: { question_context_id: form.lead.contextId, from: form.lead.from, reason: form.lead.reason },
  questions: form.questions.map((question) => questionOf(question, turned)),
});

const questionOf = ({ scale, ...question }: ListedQuestion, turned: TestedForms["turned"]) => ({
  question_context_id: question.key,
  question_ids: question.versionIds,
  group: question.group,
  question: question.text,
  type: question.type,
  role: question.role,
  role_from: question.roleFrom,
  reason: question.reason,
  lead: question.isLead,
  asked: question.asked,
  answered: question.answered,
  scale: scale && {
    min: scale.low,
    max: scale.high,
    values: scale.values,
    best: scale.best,
    direction: scale.direction,
    satisfied_values: scale.satisfiedValues,
    rule: scale.rule,
    problem: scale.problem,
    doubtful: turned.filter(({ key }) => key === question.key).flatMap(({ against }) => against.map(doubtOf)),
  },
});

/** What the answers go against. */
const doubtOf = ({ against, correlation: { r, n, bounds } }: TestedForms["turned"][number]["against"][number]) => ({
  ...{ against, r, low: bounds.low, high: bounds.high, n },
});
