import { RequestError, readJson, UnreachableError } from "../base/index.ts";
import { oneLine, searchedPart } from "./message-text.ts";
import type { Fault } from "./network-fault.ts";
import { isCutRefusal } from "./refusals.ts";
import type { Reply } from "./transport.ts";

/**
 * The kind of an answer that did not come from Genesys: a redirect, a web page, a proxy's refusal, a success that is
 * not meant as JSON. Null for one that may well be Genesys, even a broken one.
 */
export function describeForeignReply(reply: Reply): string | null {
  const { status, text, header } = reply;
  if (status >= 300 && status < 400) {
    const target = shown(reply, header("location").replace(/[?#].*$/, ""), 120);
    return `answered ${status}, a redirect${target && ` to ${target}`}`;
  }
  if (status >= 500 || status === 429) return null;
  const type = header("content-type");
  const start = searchedPart(text);
  if (type.includes("html") || /^\s*<(!doctype|html|head|body)/i.test(start)) {
    const title = shown(reply, /<title[^<>]*>([^<]*)/i.exec(start)?.[1] ?? "", 80);
    return `answered ${status} with HTML${title && ` ("${title}")`} instead of JSON`;
  }
  const mayBeForeign = (status < 300 && !type.includes("json")) || status === 403 || status === 407;
  if (mayBeForeign && !isCutRefusal(reply) && text.trim() !== "" && readJson(text) === undefined) {
    return `answered ${status} with ${shown(reply, type, 60) || "plain text"} instead of JSON`;
  }
  return null;
}

const shown = ({ blank }: Reply, text: string, maxLength: number): string => oneLine(blank(text), maxLength);

/** The error where that is all that ever answered, or all that answers any more. */
export const notGenesys = (host: string, did: string): UnreachableError =>
  new UnreachableError(
    `${host} ${did}: it is not Genesys Cloud.`,
    "Check GENESYS_GATEWAY_URL, the region and the proxy (HTTPS_PROXY): something else answers in Genesys' place.",
  );

/** The error for one request that something in between refuses, where Genesys answers others. */
export const refusedInBetween = (thing: string, did: string, status: number): RequestError =>
  new RequestError(
    `${thing}: something else than Genesys ${did}.`,
    "A firewall, a proxy or a gateway between Afterword and Genesys refuses this one request: ask whoever runs it.",
    status,
    { byGenesys: false },
  );

/** From this many requests in a row on that something else answers, Genesys cannot be reached. */
const maxForeignInARow = 20;

/** What a web server says of a path that it does not serve, mostly with a page. */
const unknownPath = [404, 405];

/**
 * Distinguishes one request that something in between refuses from a host that is not Genesys: before the first good
 * answer of the API it is the host, and it is again where nothing else has been answered for many requests. A host that gives
 * tokens is no other host for a path that it does not know: the next one may be served.
 */
export function createForeignReplyTally(givesTokens: boolean) {
  let genesysAnswered = false;
  const foreign = new Set<symbol>();
  return {
    recordGenesys(): void {
      genesysAnswered = true;
      foreign.clear();
    },
    /** Whether it may be `request` alone that something else answers, with this status. */
    mayBeOneRequest(request: symbol, status: number): boolean {
      foreign.add(request);
      const isKnown = genesysAnswered || (givesTokens && unknownPath.includes(status));
      return isKnown && foreign.size < maxForeignInARow;
    },
  };
}

/** The error for a network fault that no repetition will change. */
export function networkFailure({ kind, reason }: Fault, host: string): RequestError | UnreachableError {
  if (kind === "size") return new RequestError(`${host}: ${reason}.`, "Ask for a shorter range or for fewer ids.", 0);
  return new UnreachableError(`${host} cannot be reached: ${reason}.`, faultHints[kind] ?? "Check the network.");
}

const faultHints: Partial<Record<Fault["kind"], string>> = {
  certificate:
    "Check the host. Where a network inspects TLS, name its certificate in NODE_EXTRA_CA_CERTS; never switch verification off.",
  proxy: "Check HTTPS_PROXY with its user and password, or name the host in NO_PROXY.",
  tls: "Check that https:// is right for this host and port.",
};
