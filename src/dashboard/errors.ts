import type { ErrorHandler } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AfterwordError, HeldError, InterruptedError, plain, UsageError } from "../base/index.ts";

/** A refusal that has a status of HTTP of its own. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 421 | 429 | 503;
  readonly advice: string;

  constructor(status: Refusal["status"], message: string, advice: string) {
    super(message);
    this.status = status;
    this.advice = advice;
  }
}

export const nothingHere = (): never => {
  throw new Refusal(404, "There is nothing at this address.", "docs/dashboard.md describes the page.");
};

/** What an answer says of a failure. Of a bug it says nothing that could be somebody's: that goes to stderr. */
export function problemOf(error: unknown): {
  readonly status: ContentfulStatusCode;
  readonly message: string;
  readonly advice: string;
} {
  if (error instanceof Refusal) return { status: error.status, message: error.message, advice: error.advice };
  if (error instanceof HTTPException) return { status: error.status, message: error.message, advice: "" };
  if (error instanceof HeldError || error instanceof InterruptedError) return { status: 503, ...wordsOf(error) };
  if (error instanceof UsageError) return { status: 400, ...wordsOf(error) };
  if (error instanceof AfterwordError) return { status: 500, ...wordsOf(error) };
  return {
    status: 500,
    message: "Afterword failed unexpectedly.",
    advice: "This is a bug: the terminal in which afterword serve runs has the details.",
  };
}

const wordsOf = ({ message, hint }: AfterwordError) => ({ message, advice: hint });

/** What is reported of an answer that failed after it had begun: whoever asked for it sees no more than that it broke off. */
export function brokenOff(what: string, error: unknown): string {
  const { message, advice } = problemOf(error);
  const isKnown = error instanceof AfterwordError || error instanceof Refusal;
  const details = isKnown || !(error instanceof Error) ? advice : (error.stack ?? error.message);
  return plain(`${what} broke off. ${message} ${details}`, "lines");
}

/** The answer to what failed, as a page where a browser opens an address, else as JSON; `report` gets the details of bugs. */
export const answerError =
  (report: (sentence: string) => void): ErrorHandler =>
  async (error, http) => {
    const { req } = http;
    const { status, message, advice } = problemOf(error);
    if (status === 500) report(plain(error.stack ?? error.message, "lines"));
    const headers = { "cache-control": "no-store" };
    const isOpened = !req.path.startsWith("/api/") && req.header("accept")?.includes("text/html") === true;
    // By the context, which adds what was to be sent along: a cookie that is taken back.
    if (!isOpened) return http.json({ error: { message, advice } }, status, headers);
    const page =
      await html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Afterword</title><h1>${message}</h1><p>${advice}</p></html>`;
    return http.body(String(page), status, { ...headers, "content-type": "text/html; charset=utf-8" });
  };
