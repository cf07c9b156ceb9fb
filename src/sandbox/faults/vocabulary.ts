import { rewritten } from "./answer-documents.ts";
import type { Fault, FaultContext, FaultHooks } from "./fault.ts";

const enums = new Set(["status", "surveyStatus", "evaluationStatus", "surveyType", "mediaType"]);

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function futureWords({ timing }: FaultContext): FaultHooks {
  const some = (what: string, key: string): boolean => timing.draw("future-words", what, key) < 1 / 3;
  return {
    acceptsUpperCaseIds: true,
    surveyStatus: (surveyId, status) => (status === "Finished" && some("status", surveyId) ? "Submitted" : status),
    change: ({ key }, answer) => {
      const [upperCase, withoutOffset] = [some("ids", key), some("times", key)];
      return rewritten(answer, (name, value) => {
        if (typeof value !== "string") return value;
        if (name === "type" && value === "npsQuestion") return "NpsQuestion";
        if (name === "mediaType") return value.toUpperCase();
        if (upperCase && id.test(value)) return value.toUpperCase();
        return withoutOffset && time.test(value) ? value.slice(0, -1) : value;
      });
    },
  };
}

/** Faults of enum values: known ones in another spelling, and new ones. */
export const vocabularyFaults = {
  "lower-case-enums": {
    description: "Statuses, survey types and media types arrive in lower case.",
    hooks: () => ({
      change: (_, answer) =>
        rewritten(answer, (key, value) => (enums.has(key) && typeof value === "string" ? value.toLowerCase() : value)),
    }),
  },
  "future-words": {
    description:
      "One finished survey in three has the status Submitted wherever it stands; NpsQuestion and VOICE are written so; in some answers ids are in upper case, as requests may write them then, or times lack their offset.",
    hooks: futureWords,
  },
} satisfies Readonly<Record<string, Fault>>;
