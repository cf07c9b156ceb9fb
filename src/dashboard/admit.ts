import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Clock, isoTime, minute } from "../base/index.ts";
import type { Token, Tokens, Use } from "../roles/index.ts";
import { Refusal } from "./errors.ts";
import { createSlowdown } from "./slowdown.ts";

/** Whose requests are answered. */
export interface Doors {
  /** The token of this run, which gives access to everything; null where no token is needed. */
  readonly own: string | null;
  /** Tokens with a role. */
  readonly tokens: Pick<Tokens, "find">;
  /** Called for each use: views at most every 15 minutes, exports always. */
  readonly onUse: (use: Use) => void;
  readonly port: number;
  /** Whether browsers come over TLS. */
  readonly isSecure: boolean;
  /** Whether X-Forwarded-For is trusted, since a proxy sets it. */
  readonly isBehindProxy: boolean;
}

const usesEvery = 15 * minute;
const maxUses = 10_000;

/**
 * Where others can reach the address, a token is needed. It comes once in the address and is kept in a cookie that no
 * script can read and no other site can send, or with each request as `Authorization: Bearer`.
 * @param found receives the token of a request; null has access to everything
 * @throws {Refusal} without one, and for a wrong one, which is slowed
 */
export function admit(
  clock: Clock,
  doors: Doors,
  found: (request: Request, token: Token | null) => void,
): MiddlewareHandler {
  const slowdown = createSlowdown(clock);
  const note = createNotes(clock, doors.onUse);
  // Cookies are of a host, whatever its port: two dashboards of one machine have one each.
  const cookie = `afterword_token_${doors.port}`;

  return async (http, next) => {
    const inAddress = http.req.query("token");
    const [, bearer] = /^Bearer +(\S+)$/i.exec(http.req.header("authorization") ?? "") ?? [];
    const given = inAddress ?? bearer ?? getCookie(http, cookie);
    const from = addressOf(http, doors.isBehindProxy);
    if (given === undefined || given === "") {
      if (doors.own !== null) throw refusal("This dashboard needs a token.");
      found(http.req.raw, null);
      return await next();
    }
    const isOwn = doors.own !== null && same(given, doors.own);
    const token = isOwn ? null : await doors.tokens.find(given);
    if (!isOwn && token === null) {
      await slowdown.wait(from, http.req.raw.signal);
      // A browser that kept one which was revoked is not kept out by it.
      if (inAddress === undefined) deleteCookie(http, cookie, { path: "/" });
      throw refusal("This token is unknown or revoked.");
    }
    if (token !== null) note(token, http.req.path, from);
    found(http.req.raw, token);
    if (inAddress === undefined) return await next();
    setCookie(http, cookie, given, { httpOnly: true, sameSite: "Strict", path: "/", secure: doors.isSecure });
    // Not a redirect: after a link in a mail, the browser would not send the cookie along with it.
    return http.html('<!doctype html><meta http-equiv="refresh" content="0; url=/"><title>Afterword</title>', 200, {
      "cache-control": "no-store",
    });
  };
}

const refusal = (message: string): Refusal =>
  new Refusal(
    401,
    message,
    "Open the whole address that afterword serve printed, or add ?token= and your token to the address.",
  );

/** Compares in constant time, which reveals nothing of where they differ. */
function same(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function createNotes(clock: Clock, onUse: Doors["onUse"]): (token: Token, path: string, from: string) => void {
  const noted = new Map<string, number>();
  return ({ id, name, role }, path, from) => {
    const by = path === "/api/export" ? "export" : "serve";
    const key = `${id} ${from}`;
    if (by === "serve" && clock.now() - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < usesEvery) return;
    if (noted.size >= maxUses) noted.clear();
    if (by === "serve") noted.set(key, clock.now());
    onUse({ at: isoTime(clock.now()), token: id, name, role, by, from: from === "" ? null : from });
  };
}

/** The address that a request came from, where it is known. Of X-Forwarded-For the last one: the proxy itself added it. */
function addressOf(http: Context, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? http.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  if (forwarded !== undefined && isIP(forwarded) !== 0) return forwarded;
  try {
    return getConnInfo(http).remote.address ?? "";
  } catch {
    // Asked within the process.
    return "";
  }
}
