import type { ListedForm, ListedQuestion } from "./listed-form.ts";
import type { Proposal } from "./proposal.ts";

/** Name of a measure to the ids of the questions that it joins. */
export type Measures = Readonly<Record<string, readonly string[]>>;

interface Candidate {
  readonly form: ListedForm;
  readonly question: ListedQuestion;
  readonly language: string;
}

/**
 * Leads of survey forms in several languages that look like one question: each is its form's word on the whole, or its only
 * csat question, and their scales have the same values with the same end for the best. What a measure joins already is left
 * out.
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
