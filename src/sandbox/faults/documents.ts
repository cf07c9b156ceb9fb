import type { Answer } from "../http/answer.ts";
import { Refusal } from "../http/refusals.ts";
import type { Acts, Fault, FaultContext, SpoiltDocument } from "./fault.ts";

const enums = new Set(["status", "surveyStatus", "evaluationStatus", "surveyType", "mediaType"]);

/** The answer as it would be read back, each value passed through `change`. */
function rewritten(answer: Answer, change: (key: string, value: unknown) => unknown): Answer {
  if (answer.status !== 200 || typeof answer.body === "string") return answer;
  const body: unknown = JSON.parse(JSON.stringify(answer.body), change);
  return { ...answer, body };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const rowLists = new Set(["entities", "conversations", "results"]);

/** The rows in an order that only looks like none: multiples of a number, modulo a prime. */
function shuffled(rows: readonly unknown[], start: number): unknown[] {
  const place = (index: number): number => ((index + 1) * (start + 1) * 7_919) % 1_000_003;
  return rows
    .map((row, index) => [place(index), row] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, row]) => row);
}

/** Chooses the first thing of a kind that comes along, and stays with it. */
function createChoice(spoilt: FaultContext["spoilt"]): (kind: SpoiltDocument["kind"], id: unknown) => boolean {
  const chosen = new Map<string, unknown>();
  return (kind, id) => {
    if (typeof id !== "string") return false;
    if (!chosen.has(kind)) {
      chosen.set(kind, id);
      spoilt({ kind, id });
    }
    return chosen.get(kind) === id;
  };
}

const single = {
  survey: /^\/api\/v2\/quality\/surveys\/[^/]+$/,
  surveys: /^\/api\/v2\/quality\/conversations\/[^/]+\/surveys$/,
  evaluation: /^\/api\/v2\/quality\/conversations\/[^/]+\/evaluations\/[^/]+$/,
};

const isFinished = (value: unknown): boolean =>
  isRecord(value) && typeof value["status"] === "string" && value["status"].toLowerCase() === "finished";

function malformed({ spoilt }: FaultContext): Acts {
  const isChosen = createChoice(spoilt);
  const kindOf = (path: string) =>
    single.survey.test(path) || single.surveys.test(path)
      ? "survey"
      : single.evaluation.test(path)
        ? "evaluation"
        : null;
  return {
    change: ({ path }, answer) => {
      const kind = kindOf(path);
      return rewritten(answer, (_, value) => {
        if (!isRecord(value)) return value;
        if ("conversationId" in value && "participants" in value)
          return isChosen("conversation", value["conversationId"]) ? { ...value, participants: "none" } : value;
        const whole = kind !== null && "answers" in value && isFinished(value);
        return whole && isChosen(kind, value["id"]) ? { ...value, answers: "none" } : value;
      });
    },
  };
}

function broken({ spoilt }: FaultContext): Acts {
  const isChosen = createChoice(spoilt);
  const hit = (body: unknown): boolean => isFinished(body) && isRecord(body) && isChosen("survey", body["id"]);
  return {
    change: ({ path }, answer) => {
      const { status, body } = answer;
      const struck =
        status === 200 &&
        ((single.survey.test(path) && hit(body)) ||
          (single.surveys.test(path) && Array.isArray(body) && body.some((each: unknown) => hit(each))));
      if (!struck) return answer;
      const contextId = answer.headers?.["inin-correlation-id"] ?? "";
      const refusal = new Refusal(500, "internal.server.error", "The server encountered an unexpected condition.");
      return { ...answer, ...refusal.answer(contextId), headers: answer.headers ?? {} };
    },
  };
}

/** Faults in what the documents say. */
export const documentFaults = {
  "wrong-totals": {
    description: "`totalHits`, `total` and `pageCount` say half of what there is, or twice as much.",
    act: ({ strikes }) => ({
      change: ({ key }, answer) => {
        const factor = strikes.draw("wrong-totals", key) < 0.5 ? 0.5 : 2;
        return rewritten(answer, (name, value) =>
          ["totalHits", "total", "pageCount"].includes(name) && typeof value === "number"
            ? Math.floor(value * factor)
            : value,
        );
      },
    }),
  },
  "shuffled-rows": {
    description: "The rows of every page, and the groups of every aggregate, come in another order each time.",
    act: ({ strikes }) => ({
      change: ({ key }, answer) => {
        const start = Math.floor(strikes.draw("shuffled-rows", key) * 10_007);
        return rewritten(answer, (name, value) =>
          rowLists.has(name) && Array.isArray(value) ? shuffled(value, start) : value,
        );
      },
    }),
  },
  "lower-case-enums": {
    description: "Statuses, survey types and media types arrive in lower case.",
    act: () => ({
      change: (_, answer) =>
        rewritten(answer, (key, value) => (enums.has(key) && typeof value === "string" ? value.toLowerCase() : value)),
    }),
  },
  "malformed-document": {
    description:
      "One finished survey and one finished evaluation carry text where their answers should be, one interaction where its participants should be; always the same ones.",
    act: malformed,
  },
  "broken-survey": {
    description: "One finished survey is answered 500 whenever it is asked for.",
    act: broken,
  },
} satisfies Readonly<Record<string, Fault>>;
