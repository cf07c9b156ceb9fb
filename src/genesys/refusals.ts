import type { z } from "zod";
import { type AfterwordError, PermissionError, RequestError } from "../base/index.ts";
import { type Endpoint, type Input, subject, thingOf } from "./endpoint.ts";
import type { Outcome } from "./persist.ts";
import { brokenAnswer, readFailure } from "./retry.ts";
import { impassable, readJson, refuseStrangers } from "./stranger.ts";
import type { Answer, Reply } from "./transport.ts";
import { errorBody } from "./wire/error.ts";
import { plain } from "./words.ts";

interface Circumstances {
  readonly host: string;
  readonly now: number;
  /** Reads a document; undefined where the text is none. */
  readonly read: (endpoint: Endpoint<unknown>, text: string) => unknown;
}

/**
 * What an answer of the API means for the request.
 * @throws {UnreachableError} where the host is not Genesys, or cannot be reached at all
 */
export function readAnswer(
  answer: Answer,
  endpoint: Endpoint<unknown>,
  input: Input,
  { host, now, read }: Circumstances,
): Outcome<unknown> {
  const failure = readFailure(answer, endpoint.replayable, now);
  if (failure) return failure;
  if (answer.kind !== "reply") throw impassable(answer, host);
  refuseStrangers(answer, host);
  if (answer.status >= 300) return { kind: "refused", error: refusal(endpoint, input, answer) };
  const document = read(endpoint, answer.text);
  if (document !== undefined) return { kind: "done", document };
  if (endpoint.replayable) return brokenAnswer;
  const broken = `${thingOf(endpoint, input)}: ${brokenAnswer.said}.`;
  return { kind: "refused", error: new RequestError(broken, "Try again later.", answer.status) };
}

/** The error for an answer that no repetition will change. */
function refusal(endpoint: Endpoint<unknown>, input: Input, reply: Reply): AfterwordError {
  const parsed = errorBody.safeParse(readJson(reply.text));
  const body = parsed.success ? parsed.data : {};
  const { status } = reply;
  const said = [plain(body.code ?? "", 80), plain(body.message ?? "")].filter(Boolean).join(": ").replace(/\.$/, "");
  const correlation = plain(reply.header("inin-correlation-id") || (body.contextId ?? ""), 60);
  const where = correlation && ` (correlation id ${correlation})`;
  if (status === 403) {
    const named = namedIn(body);
    return named.length > 0
      ? lacks(endpoint, named, body.code === "missing.permissions" ? " and " : " or ")
      : forbidden(endpoint, input, said, where);
  }
  return new RequestError(
    `${status} on ${thingOf(endpoint, input)}${said && `: ${said}`}${where}.`,
    hints[status] ?? hints[0],
    status,
  );
}

const hints: Readonly<Record<number, string>> & { readonly 0: string } = {
  0: "Genesys refuses this request as it stands: report it with this message and its correlation id.",
  404: "It was deleted, or lies in a division that the OAuth client's roles do not cover.",
  413: "Ask for a shorter range.",
  500: "Genesys itself failed: try again later, and give Genesys' support the correlation id if it stays.",
};

const toDo =
  'Add it to a role of the OAuth client under Admin > Roles, for the right divisions, then run "afterword doctor".';

const lacks = (endpoint: Endpoint<unknown>, permissions: readonly string[], joint: string): PermissionError =>
  new PermissionError(
    `403 on ${subject(endpoint)}: the OAuth client's roles lack ${permissions.join(joint)}.`,
    toDo,
    permissions,
  );

/** Genesys does not say what is missing: it may be the permission, or the division of this one thing. */
function forbidden(endpoint: Endpoint<unknown>, input: Input, said: string, where: string): PermissionError {
  const { permissions } = endpoint;
  const needed =
    permissions.length > 0 ? `It takes ${permissions.join(" or ")}, in its division.` : "Its division may be missing.";
  return new PermissionError(
    `403 on ${thingOf(endpoint, input)}${said && `: ${said}`}${where}. ${needed}`,
    toDo,
    permissions,
  );
}

/** Permissions that the body names, in `messageParams.permissions` or in the brackets of its message. */
function namedIn({ message, messageParams }: z.infer<typeof errorBody>): string[] {
  const brackets = [...(message ?? "").matchAll(/\[([^\]]*)\]/g)].map(([, inside]) => inside);
  const text = [messageParams?.["permissions"], ...brackets].map(String).join(" ");
  return [...new Set(text.match(/\b[A-Za-z]\w{0,60}:\w{1,60}:[\w*]{1,60}/g) ?? [])];
}
