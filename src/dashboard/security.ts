import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { isOwnHost } from "./address.ts";
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

/** @throws {Refusal} where the request was sent to a name that is not ours */
export const requireOwnHost =
  (names: ReadonlySet<string>, port: number): MiddlewareHandler =>
  async (http, next) => {
    if (!isOwnHost(http.req.header("host"), names, port))
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
export const refuseOtherOrigins: MiddlewareHandler = async (http, next) => {
  const { method, path } = http.req;
  const site = http.req.header("sec-fetch-site");
  const isOwn = site === undefined || site === "same-origin" || site === "none";
  if (!isSafe(method)) {
    if (!isOwn || http.req.header("origin") !== `http://${http.req.header("host")}`) throw otherOrigin();
    const type = http.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json")
      throw new Refusal(415, "This is not JSON.", "Send the content type application/json.");
  } else if (!isOwn && path.startsWith("/api/")) throw otherOrigin();
  await next();
};

const otherOrigin = (): Refusal =>
  new Refusal(403, "Another page may not ask this dashboard.", "Open the dashboard itself.");

/**
 * Where others can reach the address, only who has the token may ask. It comes once in the address and is kept in a cookie that no
 * script can read and no other site can send.
 * @throws {Refusal} without it
 */
export const requireToken =
  (token: string, port: number): MiddlewareHandler =>
  async (http, next) => {
    // Cookies are of a host, whatever its port: two dashboards of one machine have one each.
    const cookie = `afterword_token_${port}`;
    const given = http.req.query("token");
    if (given === undefined) {
      if (!same(getCookie(http, cookie) ?? "", token)) throw noToken();
      return await next();
    }
    if (!same(given, token)) throw noToken();
    setCookie(http, cookie, token, { httpOnly: true, sameSite: "Strict", path: "/" });
    // Not a redirect: after a link in a mail, the browser would not send the cookie along with it.
    return http.html('<!doctype html><meta http-equiv="refresh" content="0; url=/"><title>Afterword</title>', 200, {
      "cache-control": "no-store",
    });
  };

const noToken = (): Refusal =>
  new Refusal(401, "This dashboard needs its token.", "Open the whole address that afterword serve printed.");

/** Compares in constant time, which reveals nothing of where they differ. */
function same(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
