import * as asking from "./asking-words.ts";
import * as efforts from "./effort-words.ts";
import { turned } from "./option-words.ts";
import { type Found, fold, phrases } from "./phrases.ts";
import * as solutions from "./resolution-words.ts";
import * as topics from "./satisfaction-words.ts";

type Sign =
  | "satisfaction"
  // Names dissatisfaction, and satisfaction nowhere.
  | "onlyDissatisfaction"
  // Something was resolved to somebody's satisfaction.
  | "toSatisfaction"
  | "effort"
  | "resolution"
  // Asks whether something was not solved.
  | "unresolved"
  | "degree"
  | "reason"
  | "reasonNoun"
  | "fact"
  | "pick"
  | "recommendation"
  | "check"
  | "procedure"
  | "rating";

/** The words of a text that bear on its question's role; null for those that it lacks. */
export type Signs = Readonly<Record<Sign, Found | null>>;

const compiled = {
  satisfaction: phrases(topics.satisfaction),
  dissatisfaction: phrases(topics.dissatisfaction),
  toYourSatisfaction: phrases(topics.toYourSatisfaction),
  effort: phrases(efforts.effort, efforts.hardship, efforts.ease),
  ease: phrases(efforts.ease),
  hardship: phrases(efforts.hardship),
  otherEffort: phrases(efforts.otherEffort),
  resolution: phrases(solutions.resolution),
  unresolved: phrases(solutions.unresolved),
  orNot: phrases(solutions.orNot),
  turned: phrases(turned),
  surveyNames: phrases(topics.surveyNames),
  degree: phrases(asking.degree),
  reason: phrases(asking.reason),
  reasonNoun: phrases(asking.reasonNoun),
  fact: phrases(asking.fact),
  pick: phrases(asking.pick),
  recommendation: phrases(asking.recommendation),
  check: phrases(asking.check),
  procedure: phrases(asking.procedure),
  rating: phrases(asking.rating),
  overall: phrases(asking.overall),
  // Alone it is the customer effort score; in a French sentence it is "these".
  effortScore: phrases({ any: "ces" }),
};

/** Reads the text of a question, in which a survey's name means nothing, or the name of a group, which may be one. */
export function readSigns(text: string | null, of: "question" | "group"): Signs {
  const folded = of === "question" ? compiled.surveyNames.remove(fold(text)) : fold(text);
  const content = compiled.dissatisfaction.remove(folded);
  const dissatisfaction = compiled.dissatisfaction.find(folded);
  const satisfaction = compiled.satisfaction.find(content);
  return {
    satisfaction: satisfaction ?? dissatisfaction,
    onlyDissatisfaction: satisfaction ? null : dissatisfaction,
    toSatisfaction: compiled.toYourSatisfaction.find(folded),
    effort: compiled.effortScore.isAll(folded)
      ? compiled.effortScore.find(folded)
      : compiled.effort.find(compiled.otherEffort.remove(folded)),
    resolution: compiled.resolution.find(compiled.toYourSatisfaction.remove(folded)),
    unresolved: compiled.unresolved.find(folded) ?? negated(compiled.orNot.remove(folded)),
    degree: compiled.degree.find(folded),
    reason: compiled.reason.find(folded),
    reasonNoun: compiled.reasonNoun.find(folded),
    fact: compiled.fact.find(folded),
    pick: compiled.pick.find(folded),
    recommendation: compiled.recommendation.find(folded),
    check: compiled.check.find(folded),
    procedure: compiled.procedure.find(folded),
    rating: compiled.rating.find(folded),
  };
}

/** The word that turns a solution round, before it: "was not resolved". */
function negated(folded: string): Found | null {
  const [resolution, turned] = [compiled.resolution.find(folded), compiled.turned.find(folded)];
  return resolution !== null && turned !== null && turned.at < resolution.at ? turned : null;
}

/** The meaning of a form's name. */
export const namesSatisfaction = (name: string | null): Found | null => compiled.satisfaction.find(fold(name));
export const namesEffort = (name: string | null): Found | null => compiled.effort.find(fold(name));

/** Whether a question asks for the whole: "overall", "insgesamt" … */
export const asksOverall = (text: string | null): boolean => compiled.overall.find(fold(text)) !== null;

/** Whether "yes" would be bad news. */
export const asksForSomethingBad = (text: string | null): boolean =>
  readSigns(text, "question").onlyDissatisfaction !== null;

/** Whether a question asks whether a matter was solved. */
export function asksForSolution(text: string | null): boolean {
  const { satisfaction, effort, resolution } = readSigns(text, "question");
  return resolution !== null && satisfaction === null && effort === null;
}

/** Whether a question asks how hard something was for the customer: "how much effort", and not "how easy". */
export function asksForHardship(text: string | null): boolean {
  const { satisfaction, effort } = readSigns(text, "question");
  if (satisfaction !== null || effort === null) return false;
  const content = compiled.otherEffort.remove(fold(text));
  return compiled.hardship.find(content) !== null && compiled.ease.find(content) === null;
}
