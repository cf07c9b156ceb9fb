import { type AfterwordError, PermissionError, RequestError } from "../base/index.ts";
import { type Endpoint, type Input, subject, thingOf } from "./endpoint.ts";
import { readMishap } from "./mishap.ts";
import type { Outcome } from "./persist.ts";
import { brokenAnswer, type Failure, readFailure, unusableAnswer } from "./retry.ts";
import { impassable, readJson, readStranger, refusedOnTheWay, stranger } from "./stranger.ts";
import type { Answer, Reply } from "./transport.ts";
import { errorBody } from "./wire/error.ts";
import { beginning, plain } from "./words.ts";

interface Circumstances {
  readonly host: string;
  readonly now: number;
  /** Whether it may be this request alone that something else than Genesys answers. */
  readonly excuses: () => boolean;
  /** Reads a document; undefined where the text is none. */
  readonly read: (endpoint: Endpoint<unknown>, text: string) => unknown;
}

/** The token is refused: another one may not be. */
interface Unauthorized {
  readonly kind: "unauthorized";
}

/**
 * What an answer of the API means for the request.
 * @throws {UnreachableError} where the host is not Genesys, or cannot be reached at all
 */
export function readAnswer(
  answer: Answer,
  endpoint: Endpoint<unknown>,
  input: Input,
  circumstances: Circumstances,
): Outcome<unknown> | Unauthorized {
  const { host, now, excuses, read } = circumstances;
  const failure = readFailure(answer, now);
  if (failure) return failure;
  if (answer.kind !== "reply") throw impassable(answer, host);
  if (answer.status === 401) return { kind: "unauthorized" };
  const did = readStranger(answer);
  if (did !== null) {
    if (!excuses()) throw stranger(host, did);
    const { status } = answer;
    if (status < 400) return { ...unusableAnswer(`something else than Genesys ${did}`), status, foreign: true };
    return { kind: "refused", error: refusedOnTheWay(thingOf(endpoint, input), did, status), foreign: true };
  }
  if (answer.status >= 300) return { kind: "refused", error: refusal(endpoint, input, answer) };
  const document = read(endpoint, answer.text);
  const mishap = document === undefined ? null : readMishap(endpoint, input, document);
  if (document !== undefined && mishap === null) return { kind: "done", document };
  if (mishap?.kind === "error" && mishap.status !== null)
    return readAnswer({ ...answer, status: mishap.status }, endpoint, input, circumstances);
  return unusable(answer, mishap);
}

function unusable(answer: Reply, mishap: ReturnType<typeof readMishap>): Failure {
  if (mishap === null) return brokenAnswer;
  return unusableAnswer(mishap.kind === "damage" ? mishap.said : `it answers with an error: ${readError(answer).said}`);
}

/** What an error body says, without the credentials that the request carried. */
function readError({ text, blank, header }: Reply) {
  const parsed = errorBody.safeParse(readJson(text));
  const body = parsed.success ? parsed.data : {};
  const clean = (part: unknown): string => beginning(blank(typeof part === "string" ? part : ""));
  const [code, message] = [clean(body.code), clean(body.message)];
  return {
    /** Every ErrorBody of Genesys has a code. */
    byGenesys: code !== "",
    all: code === "missing.permissions",
    said: [plain(code, 80), plain(message)].filter(Boolean).join(": ").replace(/\.$/, ""),
    permissions: namedIn(message, clean(body.messageParams?.["permissions"])),
    correlation: plain(blank(header("inin-correlation-id")) || clean(body.contextId), 60),
  };
}

/** The error for an answer that no repetition will change. */
function refusal(endpoint: Endpoint<unknown>, input: Input, reply: Reply): AfterwordError {
  const { status } = reply;
  const { byGenesys, all, said, permissions, correlation } = readError(reply);
  const where = correlation && ` (correlation id ${correlation})`;
  if (status === 403) {
    return permissions.length > 0
      ? lacks(endpoint, permissions, all ? " and " : " or ")
      : forbidden(endpoint, input, said, where);
  }
  return new RequestError(
    `${status} on ${thingOf(endpoint, input)}${said && `: ${said}`}${where}.`,
    hints[status] ?? hints[0],
    status,
    { byGenesys },
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

/** Permissions that a body names, in `messageParams.permissions` or in the brackets of its message. */
function namedIn(message: string, parameter: string): string[] {
  const brackets = [...message.matchAll(/\[([^[\]]*)\]/g)].map(([, inside]) => inside);
  const text = [parameter, ...brackets].join(" ");
  return [...new Set(text.match(/\b[A-Za-z]\w{0,60}:\w{1,60}:[\w*]{1,60}/g) ?? [])];
}
