import { createHash } from "node:crypto";
import type { Settings } from "../config/index.ts";
import { redactionOf, type ScoreSettings, usualShortestLeg } from "../csat/index.ts";
import type { Privacy } from "./documents/privacy.ts";

/** The settings that decide which rows the documents become; two equal ones derive the same rows. */
export interface Definition {
  readonly labels: readonly string[];
  readonly questions: readonly string[];
  readonly scores: ScoreSettings;
}

/** The definition of the settings: rows derived by another definition are derived again. */
export const definitionOf = ({
  csatLabels,
  csatQuestions,
  roles,
  leads,
  scales,
  shortestLeg,
}: Settings): Definition => ({
  labels: csatLabels,
  questions: csatQuestions,
  scores: { roles, leads, scales, shortestLeg },
});

/** What the settings say of the protection of people. */
export const privacyOf = (settings: Settings): Privacy => ({
  redaction: redactionOf(settings),
  retention: { comments: settings.retainComments, agents: settings.retainAgents, documents: settings.retainDocuments },
});

/** Grows whenever the same documents become other rows than before: a sync then derives everything again. */
const derivationVersion = 8;

/** Distinguishes definitions wherever numbers of two definitions might be compared. */
export function definitionId({ labels, questions, scores }: Definition): string {
  const { shortestLeg = usualShortestLeg, ...meanings } = scores;
  const meaning = stable([derivationVersion, [...labels].sort(), [...questions].sort(), meanings, shortestLeg]);
  return createHash("sha256").update(meaning).digest("hex").slice(0, 12);
}

/** JSON whose keys stand in one order. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    item && typeof item === "object" && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
