import type { Answer } from "../http/answer.ts";
import type { FaultContext, SpoiltDocument } from "./fault.ts";

/** The answer as it would be read back, each value passed through `change`. */
export function rewritten(answer: Answer, change: (key: string, value: unknown) => unknown): Answer {
  if (answer.status !== 200 || typeof answer.body === "string") return answer;
  const body: unknown = JSON.parse(JSON.stringify(answer.body), change);
  return { ...answer, body };
}

/** A JSON object whose fields are not checked. */
export type Fields = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const places = [
  [/^\/api\/v2\/quality\/surveys\/[^/]+$/, "survey"],
  [/^\/api\/v2\/quality\/conversations\/[^/]+\/surveys$/, "survey"],
  [/^\/api\/v2\/quality\/conversations\/[^/]+\/evaluations\/[^/]+$/, "evaluation"],
] as const;

type ResponseKind = "survey" | "evaluation";

/** What the documents with answers at this path are; null where there are none. */
export const kindAt = (path: string): ResponseKind | null => places.find(([place]) => place.test(path))?.[1] ?? null;

const isFinished = ({ status }: Fields): boolean =>
  typeof status === "string" && ["finished", "submitted"].includes(status.toLowerCase());

/** The answer with each finished document in it, alone or one of an interaction's, passed through `change`. */
export function withFinished(
  path: string,
  answer: Answer,
  change: (document: Fields, kind: ResponseKind, id: string) => unknown,
): Answer {
  const kind = kindAt(path);
  if (kind === null || answer.status !== 200) return answer;
  const changed = (document: unknown): unknown => {
    if (!isRecord(document) || !isFinished(document) || typeof document["id"] !== "string") return document;
    return change(document, kind, document["id"]);
  };
  const { body } = answer;
  return { ...answer, body: Array.isArray(body) ? body.map(changed) : changed(body) };
}

/** The ids of the finished documents that an answer carries. */
export function finishedIn(path: string, answer: Answer): readonly SpoiltDocument[] {
  const found: SpoiltDocument[] = [];
  withFinished(path, answer, (document, kind, id) => {
    found.push({ kind, id });
    return document;
  });
  return found;
}

/** The ids of the interactions that an answer to a request by ids carries. */
export function conversationsIn(path: string, { status, body }: Answer): readonly SpoiltDocument[] {
  if (status !== 200 || !isRecord(body) || !/^\/api\/v2\/analytics\/conversations\/(.+\/)?details$/.test(path))
    return [];
  const rows: unknown[] = Array.isArray(body["conversations"]) ? body["conversations"] : [body];
  return rows.flatMap((row) => {
    const id = isRecord(row) ? row["conversationId"] : undefined;
    return typeof id === "string" ? [{ kind: "conversation" as const, id }] : [];
  });
}

type Choice = (kind: SpoiltDocument["kind"], id: unknown) => boolean;

/** Chooses the first thing of a kind that comes along, and stays with it. */
export function createChoice(spoilt: FaultContext["spoilt"]): Choice {
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
