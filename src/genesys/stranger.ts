import { RequestError, UnreachableError } from "../base/index.ts";
import type { Fault } from "./fault.ts";
import type { Reply } from "./transport.ts";
import { beginning, plain } from "./words.ts";

/** JSON, or undefined where the text is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What something else did that answers in Genesys' place: a redirect, a web page, a proxy's refusal, a success that is not
 * meant as JSON. Null for what may well be Genesys, be it broken.
 */
export function readStranger(reply: Reply): string | null {
  const { status, text, header } = reply;
  if (status >= 300 && status < 400) {
    const target = shown(reply, header("location").replace(/[?#].*$/, ""), 120);
    return `answered ${status}, a redirect${target && ` to ${target}`}`;
  }
  if (status >= 500 || status === 429) return null;
  const type = header("content-type");
  const start = beginning(text);
  if (type.includes("html") || /^\s*<(!doctype|html|head|body)/i.test(start)) {
    const title = shown(reply, /<title[^<>]*>([^<]*)/i.exec(start)?.[1] ?? "", 80);
    return `answered ${status} with HTML${title && ` ("${title}")`} instead of JSON`;
  }
  const othersSay = (status < 300 && !type.includes("json")) || status === 403 || status === 407;
  if (othersSay && text.trim() !== "" && readJson(text) === undefined) {
    return `answered ${status} with ${shown(reply, type, 60) || "plain text"} instead of JSON`;
  }
  return null;
}

const shown = ({ blank }: Reply, text: string, longest: number): string => plain(blank(text), longest);

/** The error where that is all that ever answered, or all that answers any more. */
export const stranger = (host: string, did: string): UnreachableError =>
  new UnreachableError(
    `${host} ${did}: it is not Genesys Cloud.`,
    "Check GENESYS_GATEWAY_URL, the region and the proxy (HTTPS_PROXY): something else answers in Genesys' place.",
  );

/** The error for one request that something else refuses, where Genesys answers others. */
export const refusedOnTheWay = (thing: string, did: string, status: number): RequestError =>
  new RequestError(
    `${thing}: something else than Genesys ${did}.`,
    "A firewall, a proxy or a gateway between Afterword and Genesys refuses this one request: ask whoever runs it.",
    status,
    { byGenesys: false },
  );

/** So many requests in a row that something else answers are no single ones any more: Genesys cannot be reached. */
const mostInARow = 20;

/**
 * Tells one request that something between refuses from a host that is not Genesys: before the first good answer of the API
 * it is the host, and it is again where nothing else has been answered for many requests.
 */
export function createAcquaintance() {
  let known = false;
  const strange = new Set<symbol>();
  return {
    /** Genesys has answered as it does. */
    meet(): void {
      known = true;
      strange.clear();
    },
    /** Whether it may be `request` alone that something else answers. */
    excuses(request: symbol): boolean {
      strange.add(request);
      return known && strange.size < mostInARow;
    },
  };
}

/** The error for a fault on the way that no repetition will change. */
export function impassable({ kind, said }: Fault, host: string): RequestError | UnreachableError {
  if (kind === "size") return new RequestError(`${host}: ${said}.`, "Ask for a shorter range or for fewer ids.", 0);
  return new UnreachableError(`${host} cannot be reached: ${said}.`, ways[kind] ?? "Check the network.");
}

const ways: Partial<Record<Fault["kind"], string>> = {
  certificate:
    "Check the host. Where a network inspects TLS, name its certificate in NODE_EXTRA_CA_CERTS; never switch verification off.",
  proxy: "Check HTTPS_PROXY with its user and password, or name the host in NO_PROXY.",
  tls: "Check that https:// is right for this host and port.",
};
