import { createHash } from "node:crypto";
import type { Context } from "hono";

/** A value as the text of an answer, and the mark by which a browser recognizes that it has it already. */
export interface Answer {
  readonly text: string;
  readonly etag: string;
}

export function answerOf(value: unknown): Answer {
  const text = JSON.stringify(value);
  // Weak: the same value compressed is other bytes.
  return { text, etag: `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}

/** Sends JSON, or only that the browser has it already. It belongs to one person, who keeps it and asks each time whether it holds. */
export function sendAnswer(context: Context, { text, etag }: Answer): Response {
  const headers = { "cache-control": "private, no-cache", etag };
  const known = context.req.header("if-none-match")?.split(",") ?? [];
  if (known.some((one) => one.trim() === etag)) return context.body(null, 304, headers);
  return context.body(text, 200, { ...headers, "content-type": "application/json" });
}

export const sendJson = (context: Context, value: unknown): Response => sendAnswer(context, answerOf(value));
