import { hour } from "../../base/index.ts";
import { type Fields, withFinished } from "./answer-documents.ts";
import type { Fault, FaultContext, FaultHooks } from "./fault.ts";

const open = { survey: "InProgress", evaluation: "INPROGRESS" };

/** The document as it was before it was finished. */
function unfinished(document: Fields, status: string): Fields {
  const {
    answers: _answers,
    completedDate: _completed,
    missingRequiredAnswer: _missing,
    submittedDate: _submitted,
    releaseDate: _released,
    ...rest
  } = document;
  return { ...rest, status };
}

function wrong({ timing }: FaultContext): FaultHooks {
  const asked = new Set<string>();
  const latest = new Map<string, Fields>();
  return {
    change: ({ path }, answer) =>
      withFinished(path, answer, (document, kind, id) => {
        const before = latest.get(kind);
        latest.set(kind, document);
        if (asked.has(id) || timing.draw("wrong-documents", id) >= 1 / 3) return document;
        asked.add(id);
        const { answers: _, ...unanswered } = document;
        const ways = [unfinished(document, open[kind]), unanswered, { id }, before ?? { id }];
        return ways[Math.floor(timing.draw("wrong-documents", "how", id) * ways.length)];
      }),
  };
}

const staleFor = 2 * hour;
const stale = { survey: "Sent", evaluation: "PENDING" };

/** Faults of a cache, or of a copy that lags behind: in front of the quality API, or behind analytics. */
export const wrongDocumentFaults = {
  "wrong-documents": {
    description:
      "The first answer to one finished survey and evaluation in three is not what was asked for: still in progress, without answers, an id alone, or another one's document; the second is right.",
    hooks: wrong,
  },
  "stale-documents": {
    description:
      "A survey still says Sent and an evaluation PENDING for two hours after it was finished, asked for by itself; analytics and the evaluation search know better.",
    hooks: ({ now }) => ({
      change: ({ path }, answer) =>
        withFinished(path, answer, (document, kind) => {
          const finished = document[kind === "survey" ? "completedDate" : "submittedDate"];
          const age = now() - Date.parse(String(finished));
          return age < staleFor ? unfinished(document, stale[kind]) : document;
        }),
    }),
  },
  "late-data": {
    description:
      "Analytics hears of what happens to surveys and evaluations eight hours late, the quality API at once; it never stops.",
    hooks: () => ({ lateBy: 8 * hour }),
  },
} satisfies Readonly<Record<string, Fault>>;
