import type { MiddlewareHandler } from "hono";
import { isOwnHost, type OwnNames } from "./address.ts";
import { Refusal } from "./errors.ts";

/** Scripts and styles of our own files alone, and nobody may frame the page. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What every answer carries, errors included. No CORS header is among them: no other origin may read anything. */
const headers: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

export const withHeaders: MiddlewareHandler = async (http, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) http.res.headers.set(name, value);
};

/** Names and scheme by which it is asked. */
export interface Names {
  readonly names: OwnNames;
  readonly port: number;
  readonly scheme: "http" | "https";
  /** Where a proxy serves it. */
  readonly url: URL | undefined;
}

/** @throws {Refusal} where the request was sent to a name that is not ours, or came to a proxy in the clear */
export const requireOwnHost =
  ({ names, port, scheme, url }: Names): MiddlewareHandler =>
  async (http, next) => {
    const host = http.req.header("host");
    if (url?.protocol === "https:" && http.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim() !== "https")
      throw new Refusal(
        421,
        "This request did not come through the proxy over TLS.",
        `Open ${url.origin}; its proxy has to set X-Forwarded-Proto.`,
      );
    if (!isOwnHost(host, names, { port, scheme }) && host?.toLowerCase() !== url?.host)
      throw new Refusal(
        421,
        "This dashboard does not answer to that name.",
        "Open the address that afterword serve printed.",
      );
    await next();
  };

const isSafe = (method: string): boolean => method === "GET" || method === "HEAD";

/**
 * Refuses what another page asks for in a browser (Fetch Metadata; a browser too old to send it sends `Origin`). What changes
 * something needs both, and JSON, which a form cannot send.
 * @throws {Refusal}
 */
export const refuseOtherOrigins =
  ({ scheme, url }: Names): MiddlewareHandler =>
  async (http, next) => {
    const { method, path } = http.req;
    const site = http.req.header("sec-fetch-site");
    const isOwn = site === undefined || site === "same-origin" || site === "none";
    if (!isSafe(method)) {
      const origin = http.req.header("origin");
      const ownOrigin = url?.origin ?? `${scheme}://${http.req.header("host")}`;
      if (!isOwn || origin !== ownOrigin) throw otherOrigin();
      const type = http.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
      if (type !== "application/json")
        throw new Refusal(415, "This is not JSON.", "Send the content type application/json.");
    } else if (!isOwn && path.startsWith("/api/")) throw otherOrigin();
    await next();
  };

const otherOrigin = (): Refusal =>
  new Refusal(403, "Another page may not ask this dashboard.", "Open the dashboard itself.");
