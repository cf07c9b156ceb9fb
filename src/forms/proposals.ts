import type { ListedForm, ListedQuestion } from "./listed-form.ts";
import type { Proposal } from "./proposal.ts";
import { joinTranslations, type Measures } from "./translations.ts";

/** What the words of the forms leave open; questions without a role first, since these count in no score. */
export function propose(forms: readonly ListedForm[], measures: Measures): Proposal[] {
  const questions = forms.flatMap((form) => form.questions.map((question) => ({ form, question })));
  return [
    ...questions.flatMap(({ form, question }) => role(form, question)),
    ...questions.flatMap(({ form, question }) => [...direction(form, question), ...satisfiedFrom(form, question)]),
    ...forms.flatMap(lead),
    ...joinTranslations(forms, measures),
  ];
}

function role(form: ListedForm, question: ListedQuestion): Proposal[] {
  if (question.role !== "unconfirmed") return [];
  const about = `${place(form, question)}: ${question.reason} One of csat, nps, ces, resolution, comment and other.`;
  // Without options there is nothing to score.
  const value = question.options.length > 0 ? "csat" : "other";
  return [{ table: ["roles"], key: question.key, value, about }];
}

/** A direction matters where a score is made of it, or may be. */
const scored = ({ role }: ListedQuestion): boolean => role === "csat" || role === "ces" || role === "unconfirmed";

function direction(form: ListedForm, question: ListedQuestion): Proposal[] {
  const { scale, key } = question;
  if (!scored(question) || scale?.direction !== "assumed" || scale.problem !== null) return [];
  const about = `${place(form, question)}: that ${scale.best === "high" ? scale.high : scale.low} is the best of ${scale.low}–${scale.high} is assumed. "high" or "low".`;
  return [{ table: ["scales", key], key: "best", value: scale.best, about }];
}

function satisfiedFrom(form: ListedForm, question: ListedQuestion): Proposal[] {
  const { scale, key } = question;
  if (question.role !== "csat" || scale === null || scale.problem === null || scale.values.length < 2) return [];
  const value = (scale.best === "high" ? scale.high : scale.low) ?? 0;
  return [
    { table: ["scales", key], key: "satisfied_from", value, about: `${place(form, question)}: ${scale.problem}` },
  ];
}

/** A lead that only the order of the questions decides. */
function lead({ kind, name, contextId, lead, questions }: ListedForm): Proposal[] {
  const candidates = questions.filter((question) => question.role === "csat");
  const chosen = candidates.find(({ isLead }) => isLead);
  if (!chosen || lead.from !== "order" || candidates.length < 2) return [];
  const about = `Lead of the ${kind} form "${name ?? contextId}": "${chosen.text ?? chosen.key}". ${lead.reason}`;
  return [{ table: ["leads"], key: contextId, value: chosen.key, about }];
}

const place = ({ kind, name, contextId }: ListedForm, { text, key }: ListedQuestion): string =>
  `"${text ?? key}" of the ${kind} form "${name ?? contextId}"`;
