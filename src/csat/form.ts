import type { WireForm } from "../genesys/index.ts";
import { type Boxes, readBoxes } from "./boxes.ts";
import { type Option, readOptions, type WireGroup, type WireQuestion } from "./option.ts";
import { asksForHardship, asksForSolution, asksForSomethingBad } from "./question-words.ts";
import { resolutionScale } from "./resolution.ts";
import { decideRole, type Role, type RoleDecision, type RoleSource } from "./role.ts";
import { type Asking, readScale, type Scale } from "./scale.ts";
import { type ScoreSettings, setting } from "./settings.ts";

/** One version of a form: ids are its own, context ids are the same in every version. */
export interface Form {
  readonly id: string;
  readonly kind: "survey" | "evaluation";
  readonly contextId: string | null;
  readonly name: string | null;
  /** In form order, text blocks left out. */
  readonly questions: readonly Question[];
  /** Questions of this version whose place is taken by another version's, by which a response was scored. */
  readonly replaced?: readonly Question[];
  /** Ids of the text blocks, which nobody answers. */
  readonly textBlocks: readonly string[];
  /** Genesys withholds parts of this form from the client: texts may be missing. */
  readonly redacted: boolean;
}

export interface Question {
  readonly id: string;
  readonly contextId: string | null;
  /** Name of its group. */
  readonly group: string | null;
  readonly groupId: string;
  /** By which its points are multiplied in the total score of an evaluation; null where none is stated. */
  readonly groupWeight: number | null;
  readonly text: string | null;
  readonly type: string | null;
  readonly role: Role;
  /** Why it has this role, as a sentence. */
  readonly reason: string;
  readonly roleFrom: RoleSource;
  readonly options: readonly Option[];
  /** Choice questions only. */
  readonly scale: Scale | null;
  /** Whether it asks for a text in addition to a recommendation from 0 to 10. */
  readonly asksWhy: boolean;
  /** Which values the figure of its role counts; null where it has none. */
  readonly boxes: Boxes | null;
}

/** What all versions of a form, or of a question, share: its context id; one without is of one version. */
export const contextOf = ({ id, contextId }: Pick<Form | Question, "id" | "contextId">): string => contextId ?? id;

/** Reads one form version (official SDK models `SurveyForm`, `EvaluationFormResponse`) and decides roles and scales. */
export function readForm(wire: WireForm, kind: Form["kind"], settings: ScoreSettings): Form {
  const form = { id: wire.id, kind, contextId: wire.contextId ?? null, name: wire.name ?? null };
  const lead = setting(settings.leads, form);
  const questions = new Map<string, Question>();
  const textBlocks: string[] = [];
  for (const group of wire.questionGroups ?? []) {
    for (const question of group.questions ?? []) {
      const type = readType(question.type);
      if (type === textBlock) textBlocks.push(question.id);
      else if (!questions.has(question.id)) {
        questions.set(question.id, readQuestion({ ...question, type }, group, { ...form, lead, settings }));
      }
    }
  }
  return {
    ...form,
    questions: [...questions.values()],
    textBlocks,
    redacted: "redacted" in wire && wire.redacted === true,
  };
}

const textBlock = "readOnlyTextBlockQuestion";

const types = new Map(
  ["multipleChoiceQuestion", "multipleSelectQuestion", "freeTextQuestion", "npsQuestion", textBlock].map((type) => [
    type.toLowerCase(),
    type,
  ]),
);

/** A question's type in the spelling of the official SDK; Genesys' own SDKs compare such words without regard to case. */
const readType = (type: string | null | undefined): string | null =>
  type ? (types.get(type.toLowerCase()) ?? type) : null;

/** Types whose answers are no single choice. Any other type, known or not, is read as a choice if it has options. */
const withoutChoice = new Set(["npsQuestion", "freeTextQuestion", "multipleSelectQuestion"]);

interface Context {
  readonly kind: Form["kind"];
  readonly name: string | null;
  readonly lead: string | undefined;
  readonly settings: ScoreSettings;
}

function readQuestion(wire: WireQuestion, group: WireGroup, { kind, name, lead, settings }: Context): Question {
  const ids = { id: wire.id, contextId: wire.contextId ?? null };
  const text = wire.text ?? null;
  const type = wire.type ?? null;
  const scaleSettings = setting(settings.scales, ids);
  const options = readOptions(wire, kind, scaleSettings?.notOnScale ?? []);
  const isChoice = options.length > 0 && !withoutChoice.has(type ?? "");
  const scale = isChoice ? readScale(options, scaleSettings, askingOf(text), text) : null;
  const asked = {
    kind,
    type,
    text,
    group: group.name ?? null,
    formName: name,
    options,
    directionConfirmed: scale?.direction === "confirmed",
  };
  const decision = configured(setting(settings.roles, ids), isChoice && isLead(lead, ids)) ?? decideRole(asked);
  const satisfiedFrom = scaleSettings?.satisfiedFrom ?? null;
  const isByText = decision.role === "resolution" && satisfiedFrom === null && !scaleSettings?.best;
  const measured = scale !== null && isByText ? resolutionScale(scale, options) : scale;
  return {
    ...ids,
    group: group.name ?? null,
    groupId: group.id,
    groupWeight: ("weight" in group ? group.weight : null) ?? null,
    text,
    type,
    ...decision,
    options,
    scale: measured,
    asksWhy: "explanationPrompt" in wire && Boolean(wire.explanationPrompt),
    boxes: readBoxes(decision.role, type, measured, satisfiedFrom),
  };
}

function askingOf(text: string | null): Asking {
  if (asksForSomethingBad(text)) return "for bad";
  if (asksForHardship(text)) return "for hardship";
  return asksForSolution(text) ? "for a solution" : "for good";
}

/** The configuration's word beats all; a choice that it names as the lead is a csat question. */
function configured(role: Role | undefined, lead: boolean): RoleDecision | null {
  if (role !== undefined) return { role, roleFrom: "config", reason: "The configuration says so." };
  return lead ? { role: "csat", roleFrom: "config", reason: "The configuration names it as the lead." } : null;
}

const isLead = (lead: string | undefined, { id, contextId }: Pick<Question, "id" | "contextId">): boolean =>
  lead !== undefined && (lead === id || lead === contextId);

/** The common fields of a survey's and an evaluation's scores, as far as it names questions (official SDK models). */
type WireScores =
  | readonly {
      readonly questionScores?: readonly { readonly questionId?: string | null | undefined }[] | null | undefined;
    }[]
  | null
  | undefined;

/** Questions that were scored and that the form version does not have, once each. Text blocks have no answers. */
export function questionsOutside(form: Form, scores: WireScores): readonly string[] {
  const inForm = new Set([...form.questions.map(({ id }) => id), ...form.textBlocks]);
  return [...scoredIn(scores)].filter((id) => !inForm.has(id));
}

function scoredIn(scores: WireScores): ReadonlySet<string> {
  const scored = (scores ?? []).flatMap(({ questionScores }) => questionScores ?? []);
  return new Set(scored.flatMap(({ questionId }) => (questionId ? [questionId] : [])));
}

/**
 * The form with those questions of its other versions that were scored, so that no answer stands without its question. Another
 * version of a question takes the place of the form's own one, which nobody saw: two rows would be two answers to one question.
 * Where both were scored, which should not happen, both stand, so that nothing is lost.
 */
export function withScoredQuestions(form: Form, scores: WireScores, versions: () => readonly Form[]): Form {
  const outside = new Set(questionsOutside(form, scores));
  if (outside.size === 0) return form;
  const found = versions()
    .flatMap(({ questions }) => questions)
    .filter(({ id }) => outside.delete(id));
  if (found.length === 0) return form;
  const scored = scoredIn(scores);
  const questions = [...form.questions];
  const replaced: Question[] = [];
  for (const question of found) {
    const at = questions.findIndex(({ id, contextId }) => isSame(contextId, question.contextId) && !scored.has(id));
    if (at < 0) questions.push(question);
    else replaced.push(...questions.splice(at, 1, question));
  }
  return { ...form, questions, replaced };
}

const isSame = (contextId: string | null, other: string | null): boolean => contextId !== null && contextId === other;
