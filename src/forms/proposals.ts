import type { ListedForm, ListedQuestion } from "./listed-form.ts";

/** A line of `afterword.toml` that a person should decide about: `key = value` in a table. */
export interface Proposal {
  /** The table's keys from the top: `["roles"]`, `["scales", "…"]`. */
  readonly table: readonly string[];
  readonly key: string;
  readonly value: string | number | readonly string[];
  /** Its subject and reason, as one or two sentences. */
  readonly about: string;
}

/**
 * The decisions that the words of the forms leave open; questions without a role first, since these count in no score.
 */
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

/** Name of a measure to the ids of the questions that it joins. */
export type Measures = Readonly<Record<string, readonly string[]>>;

interface Candidate {
  readonly form: ListedForm;
  readonly question: ListedQuestion;
  readonly language: string;
}

/**
 * Leads of survey forms in several languages that look like one question: each is its form's word on the whole, or its only
 * csat question, and their scales have the same values with the same end for the best. Those that a measure already
 * joins are left out.
 */
export function joinTranslations(forms: readonly ListedForm[], measures: Measures): Proposal[] {
  const joined = new Set(Object.values(measures).flat());
  const taken = new Set(Object.keys(measures));
  const byScale = new Map<string, Candidate[]>();
  for (const candidate of forms.flatMap(toCandidate)) {
    const { key, versionIds, scale } = candidate.question;
    if ([key, ...versionIds].some((id) => joined.has(id))) continue;
    const same = JSON.stringify([scale?.values, scale?.best]);
    byScale.set(same, [...(byScale.get(same) ?? []), candidate]);
  }
  return [...byScale.values()]
    .filter((alike) => new Set(alike.map(({ language }) => language)).size > 1)
    .map((alike): Proposal => {
      const name = freeName(taken);
      taken.add(name);
      const questions = alike.map(
        ({ form, question }) => `"${question.text ?? question.key}" (${form.name ?? form.contextId})`,
      );
      const about = `These may be one question in several languages: ${questions.join(", ")}.`;
      return { table: ["measures"], key: name, value: alike.map(({ question }) => question.key), about };
    });
}

function toCandidate(form: ListedForm): Candidate[] {
  // A form whose versions are in several languages is no translation of another.
  const languages = new Set(form.languages.map((tag) => tag.toLowerCase().split(/[-_]/)[0] ?? ""));
  const [language] = languages;
  const question = form.questions.find(({ isLead }) => isLead);
  if (form.kind !== "survey" || language === undefined || languages.size > 1 || question === undefined) return [];
  const { scale, asked } = question;
  const alone = form.questions.filter(({ role }) => role === "csat").length === 1;
  if (!asked || scale === null || scale.problem !== null || !(alone || form.lead.from !== "order")) return [];
  return [{ form, question, language }];
}

function freeName(taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? "overall" : `overall_${count}`;
    if (!taken.has(name)) return name;
  }
}
