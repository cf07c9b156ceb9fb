import { type AfterwordError, PermissionError, RequestError, readJson } from "../base/index.ts";
import { type Endpoint, type Input, subject, thingOf } from "./endpoint.ts";
import { oneLine, searchedPart } from "./message-text.ts";
import type { Reply } from "./transport.ts";
import { errorBody } from "./wire/platform.ts";

/** The message of an error body, without the credentials that the request carried. */
export function readErrorBody({ text, blank, header }: Reply) {
  const parsed = errorBody.safeParse(readJson(text) ?? readCutFields(text));
  const body = parsed.success ? parsed.data : {};
  const clean = (part: unknown): string => searchedPart(blank(typeof part === "string" ? part : ""));
  const [code, message] = [clean(body.code), clean(body.message)];
  return {
    /** Every ErrorBody of Genesys has a code. */
    byGenesys: code !== "",
    all: code === "missing.permissions",
    words: [oneLine(code, 80), oneLine(message)].filter(Boolean).join(": ").replace(/\.$/, ""),
    permissions: namedIn(message, clean(body.messageParams?.["permissions"])),
    correlation: oneLine(blank(header("inin-correlation-id")) || clean(body.contextId), 60),
  };
}

/** A refusal as JSON that ends in the middle: its status holds, and its reason may be lost. */
export const isCutRefusal = ({ status, text, header }: Reply): boolean =>
  status >= 400 && header("content-type").includes("json") && /^\s*\{/.test(text) && readJson(text) === undefined;

/** The texts of an error body that is cut in the middle; the last one may be cut, too. */
function readCutFields(text: string): Readonly<Record<string, unknown>> {
  const fields = searchedPart(text).matchAll(/"(code|message|contextId)"\s*:\s*"((?:[^"\\]|\\.)*)/g);
  return Object.fromEntries([...fields].map(([, name = "", value]) => [name, readJson(`"${value}"`)]));
}

/** The error for an answer that no repetition will change. */
export function refusal(endpoint: Endpoint<unknown>, input: Input, reply: Reply): AfterwordError {
  const { status } = reply;
  const { byGenesys, all, words, permissions, correlation } = readErrorBody(reply);
  const where = correlation && ` (correlation id ${correlation})`;
  if (status === 403) {
    return permissions.length > 0
      ? lacks(endpoint, permissions, all ? " and " : " or ")
      : forbidden(endpoint, input, words, where);
  }
  return new RequestError(
    `${status} on ${thingOf(endpoint, input)}${words && `: ${words}`}${where}.`,
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

const permissionHint =
  'Add it to a role of the OAuth client under Admin > Roles, for the right divisions, then run "afterword doctor".';

const lacks = (endpoint: Endpoint<unknown>, permissions: readonly string[], joint: string): PermissionError =>
  new PermissionError(
    `403 on ${subject(endpoint)}: the OAuth client's roles lack ${permissions.join(joint)}.`,
    permissionHint,
    permissions,
  );

/** Genesys does not name what is missing: it may be the permission, or the division of this one thing. */
function forbidden(endpoint: Endpoint<unknown>, input: Input, words: string, where: string): PermissionError {
  const { permissions } = endpoint;
  const needed =
    permissions.length > 0 ? `It takes ${permissions.join(" or ")}, in its division.` : "Its division may be missing.";
  return new PermissionError(
    `403 on ${thingOf(endpoint, input)}${words && `: ${words}`}${where}. ${needed}`,
    permissionHint,
    permissions,
    { isNamed: false },
  );
}

/** Permissions that a body names, in `messageParams.permissions` or in the brackets of its message. */
function namedIn(message: string, parameter: string): string[] {
  const brackets = [...message.matchAll(/\[([^[\]]*)\]/g)].map(([, inside]) => inside);
  const text = [parameter, ...brackets].join(" ");
  return [...new Set(text.match(/\b[A-Za-z]\w{0,60}:\w{1,60}:[\w*]{1,60}/g) ?? [])];
}
