import { type Option, valueOnScale } from "./option.ts";
import { areNumbers, opinionOf } from "./option-texts.ts";
import { namesEffort, namesSatisfaction, readSigns, type Signs } from "./question-words.ts";

/** What a question measures. */
export type Role = "csat" | "nps" | "ces" | "resolution" | "comment" | "other" | "unconfirmed";

/** The basis of the role. */
export type RoleSource = "config" | "type" | "question" | "group" | "form" | "nothing";

export interface RoleDecision {
  readonly role: Role;
  readonly roleFrom: RoleSource;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** The facts that decide a role, in addition to the configuration. */
interface Asked {
  readonly kind: "survey" | "evaluation";
  readonly type: string | null;
  readonly text: string | null;
  readonly group: string | null;
  readonly formName: string | null;
  readonly options: readonly Option[];
  /** The configuration or the option texts show which end of the scale is good. */
  readonly directionConfirmed: boolean;
}

/** Questions whose answers are yes or no, perhaps with something between. */
const fewValues = 3;

/**
 * Decides what a question measures: its type, else its own text, else the name of its group; the form's name only where
 * the text asks for a judgement without naming its kind.
 */
export function decideRole(asked: Asked): RoleDecision {
  switch (asked.type) {
    case "npsQuestion":
      return { role: "nps", roleFrom: "type", reason: "It is an NPS question." };
    case "freeTextQuestion":
      return { role: "comment", roleFrom: "type", reason: "Its answer is free text." };
    case "multipleSelectQuestion":
      return { role: "other", roleFrom: "type", reason: "Several options can be chosen, so they are no scale." };
    default:
      return decideChoice(asked);
  }
}

function decideChoice(asked: Asked): RoleDecision {
  const values = new Set(asked.options.flatMap(valueOnScale)).size;
  if (asked.options.length > 0 && values < 2) {
    return { role: "other", roleFrom: "question", reason: "Its options have fewer than two different values." };
  }
  if (values < 2) return { role: "unconfirmed", roleFrom: "nothing", reason: "It has no options to measure by." };
  const own = readSigns(asked.text, "question");
  const fromText = judge(own, asked, values);
  if (fromText) return { ...fromText, roleFrom: "question", reason: `Its text ${fromText.reason}.` };
  const fromGroup = judge(readSigns(asked.group, "group"), asked, values);
  if (fromGroup) return { ...fromGroup, roleFrom: "group", reason: `Its group "${asked.group}" ${fromGroup.reason}.` };
  return decideByForm(asked, own, values);
}

function decideByForm({ kind, formName }: Asked, { rating }: Signs, values: number): RoleDecision {
  const satisfaction = namesSatisfaction(formName);
  const effort = namesEffort(formName);
  if (rating && (satisfaction || effort)) {
    const role = satisfaction ? "csat" : "ces";
    return { role, roleFrom: "form", reason: `Its text says "${rating.words}", and its form is "${formName}".` };
  }
  if (kind === "evaluation" && !rating && values <= fewValues) {
    return { role: "other", roleFrom: "nothing", reason: "It is a check that names no measure of the customer's." };
  }
  return { role: "unconfirmed", roleFrom: "nothing", reason: "It could be a score, and no known word says of what." };
}

type Judgement = Pick<RoleDecision, "role" | "reason">;

/** The role of a question with ordered options by its text; null where the text leaves it open. */
function judge(signs: Signs, asked: Asked, values: number): Judgement | null {
  return notAScore(signs, asked, values) ?? measure(signs, asked, values) ?? somethingElse(signs, values);
}

/** Reasons, facts and recommendations, unless a degree of satisfaction is asked for first. */
function notAScore(signs: Signs, { options, kind }: Asked, values: number): Judgement | null {
  const { degree, satisfaction, resolution, effort, toSatisfaction } = signs;
  const isShort = values <= fewValues;
  const scored = degree !== null && (satisfaction ?? effort) !== null;
  const first = (sign: Signs[keyof Signs]): boolean => sign !== null && !(scored && degree.at < sign.at);
  const reason = signs.reason ?? (resolution || effort ? null : signs.reasonNoun);
  if (reason && first(reason)) return { role: "other", reason: `asks for a reason ("${reason.words}")` };
  const { recommendation, fact, procedure, check, pick } = signs;
  if (recommendation && first(recommendation)) {
    return {
      role: "other",
      reason: `asks for a recommendation ("${recommendation.words}"), but it is no NPS question`,
    };
  }
  if (fact && first(fact)) return { role: "other", reason: `asks for a fact ("${fact.words}")` };
  if (isShort && procedure && first(procedure)) return checkOf(procedure.words);
  if (isShort && kind === "evaluation" && check && !resolution && first(check)) return checkOf(check.words);
  if (isShort && toSatisfaction && resolution) return resolutionOf(resolution.words);
  if (pick && satisfaction && first(pick) && !areOrdered(options)) {
    return { role: "other", reason: `asks to pick ("${pick.words}"), and its options are no degrees` };
  }
  return null;
}

function measure(signs: Signs, { directionConfirmed }: Asked, values: number): Judgement | null {
  const { satisfaction, onlyDissatisfaction, effort, resolution, unresolved } = signs;
  if (onlyDissatisfaction && !directionConfirmed) {
    const reason = `asks for dissatisfaction ("${onlyDissatisfaction.words}"), and nothing says which end is good`;
    return { role: "unconfirmed", reason };
  }
  if (satisfaction) return { role: "csat", reason: `says "${satisfaction.words}", and its options are ordered` };
  if (effort) return { role: "ces", reason: `says "${effort.words}", and its options are ordered` };
  if (values > fewValues || (resolution ?? unresolved) === null) return null;
  if (unresolved === null) return resolution && resolutionOf(resolution.words);
  return { role: "unconfirmed", reason: `asks whether the matter was not solved ("${unresolved.words}")` };
}

function somethingElse({ pick, check, rating }: Signs, values: number): Judgement | null {
  if (check && values <= fewValues) return checkOf(check.words);
  return pick && !rating ? { role: "other", reason: `asks for a fact ("${pick.words}")` } : null;
}

const checkOf = (words: string): Judgement => ({ role: "other", reason: `asks what was done ("${words}")` });
const resolutionOf = (words: string): Judgement => ({
  role: "resolution",
  reason: `asks whether the matter was solved ("${words}")`,
});

/** Options whose texts are numbers or opinions are degrees of something, in any form of question. */
const areOrdered = (options: readonly Option[]): boolean =>
  areNumbers(options.filter(({ notApplicable }) => !notApplicable).map(({ text }) => text)) ||
  options.some(({ text }) => opinionOf(text, true) !== null);
