import { ask, doubtfulDirections } from "../../metrics/index.ts";
import { defineSection, safe } from "../define-section.ts";
import type { Correlation } from "../figures.ts";
import { isFew } from "../protection/hide-few.ts";
import type { Context } from "../section.ts";

export interface DoubtfulDirection {
  readonly question_id: string;
  readonly text: string;
  readonly against: "nps" | "csat";
  readonly correlation: Correlation;
}

export interface QuestionsPart {
  /** Questions that may be scores and have no role: `afterword forms` lists them. */
  readonly awaiting_role: number;
  /** Texts of csat questions whose direction is assumed. */
  readonly assumed_directions: readonly string[];
  /** Of these, the ones whose answers go against those to other questions of the same survey: the scale may be upside down. */
  readonly doubtful_directions: readonly DoubtfulDirection[];
}

/** Open decisions about the questions: which have no role, and of which scales it is only assumed that high is good. */
export const questions = defineSection({
  key: "questions",
  words: {
    en: {
      quoted: (text: string) => `“${text}”`,
      awaiting: (count: string, one: boolean) =>
        one
          ? "1 question awaits a role and counts in no number: see afterword forms."
          : `${count} questions await a role and count in no number: see afterword forms.`,
      assumed: (texts: string) => `Assumed, not confirmed, that a high value is good: ${texts}.`,
      doubtful: (texts: string) => `Other answers of the same surveys speak against it: ${texts}.`,
    },
    de: {
      quoted: (text) => `„${text}“`,
      awaiting: (count, one) =>
        one
          ? "1 Frage wartet auf eine Rolle und zählt in keiner Zahl: siehe afterword forms."
          : `${count} Fragen warten auf eine Rolle und zählen in keiner Zahl: siehe afterword forms.`,
      assumed: (texts) => `Angenommen, nicht bestätigt, dass ein hoher Wert gut ist: ${texts}.`,
      doubtful: (texts) => `Andere Antworten derselben Umfragen sprechen dagegen: ${texts}.`,
    },
  },
  async read(context: Context): Promise<QuestionsPart> {
    const { reader, filter, signal } = context;
    const versions = await context.versions();
    const awaiting = versions.filter(({ role }) => role === "unconfirmed").map(({ question_id }) => question_id);
    const assumed = versions.flatMap(({ role, direction, text }) =>
      (role === "csat" || role === "ces" || role === "resolution") && direction === "assumed" && text ? [text] : [],
    );
    return {
      awaiting_role: new Set(awaiting).size,
      // In order: the database gives its rows in any.
      assumed_directions: [...new Set(assumed)].toSorted(),
      doubtful_directions: doubtfulDirections(await ask(reader, "directions", { filter, signal })).map(
        ({ questionId, text, against, correlation: { r, bounds, n } }) => ({
          ...{ question_id: questionId, text: text ?? questionId, against },
          correlation: { r, ...bounds, n },
        }),
      ),
    };
  },
  protect: {
    awaiting_role: safe,
    assumed_directions: safe,
    doubtful_directions: (all) => all.filter(({ correlation }) => !isFew(correlation.n)),
  },
  finish: (part, { only }) => (only === null ? part : { ...part, doubtful_directions: [] }),
  caveats(part, { words, phrases: { texts, formats }, questions: most }) {
    const { awaiting_role: awaiting, assumed_directions: assumed } = part;
    const doubtful = [...new Set(part.doubtful_directions.map(({ text }) => text))];
    const list = (all: readonly string[]): string => {
      const rest = all.length - most;
      const named = all.slice(0, most).map(words.quoted).join(", ");
      return `${named}${rest > 0 ? ` ${texts.more(formats.count(rest))}` : ""}`;
    };
    return [
      ...(awaiting > 0 ? [{ sentence: words.awaiting(formats.count(awaiting), awaiting === 1) }] : []),
      ...(assumed.length > 0 ? [{ sentence: words.assumed(list(assumed)) }] : []),
      ...(doubtful.length > 0 ? [{ sentence: words.doubtful(list(doubtful)) }] : []),
    ];
  },
});
