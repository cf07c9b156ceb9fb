import { RequestError, UnreachableError } from "../base/index.ts";
import type { Fault } from "./fault.ts";
import type { Reply } from "./transport.ts";
import { plain } from "./words.ts";

/** JSON, or undefined where the text is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Throws where something else answers in Genesys' place: a redirect, a web page, a proxy's refusal, a success that is not
 * meant as JSON. What may well be Genesys passes, be it broken.
 * @throws {UnreachableError} naming the host and what it answered
 */
export function refuseStrangers({ status, text, header }: Reply, host: string): void {
  const type = header("content-type");
  if (status >= 300 && status < 400) {
    const target = plain(header("location").replace(/[?#].*$/, ""), 120);
    throw stranger(host, `answered ${status}, a redirect${target && ` to ${target}`}`);
  }
  if (status >= 500 || status === 429) return;
  if (type.includes("html") || /^\s*<(!doctype|html|head|body)/i.test(text)) {
    const title = plain(/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? "", 80);
    throw stranger(host, `answered ${status} with HTML${title && ` ("${title}")`} instead of JSON`);
  }
  const othersSay = (status < 300 && !type.includes("json")) || status === 403 || status === 407;
  if (othersSay && text.trim() !== "" && readJson(text) === undefined) {
    throw stranger(host, `answered ${status} with ${plain(type, 60) || "plain text"} instead of JSON`);
  }
}

const stranger = (host: string, did: string): UnreachableError =>
  new UnreachableError(
    `${host} ${did}: it is not Genesys Cloud.`,
    "Check GENESYS_GATEWAY_URL, the region and the proxy (HTTPS_PROXY): something else answers in Genesys' place.",
  );

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
