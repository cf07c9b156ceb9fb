import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { readPlace } from "../base/index.ts";
import { profilePaths } from "../config/index.ts";
import { isServer, withoutPassword } from "../warehouse/index.ts";

/** The user of a process, by environment, home and platform. */
export type User = Parameters<typeof profilePaths>[0];

/** Next to a warehouse that is a file; of one on a server, whose reader may not write there, each user's own. */
export async function companionFile(
  { env, home, platform }: User,
  place: string,
  what: "views.json" | "tokens.ndjson" | "token-uses.ndjson",
): Promise<string> {
  if (!isServer(place)) return `${await readPlace(place)}.${what}`;
  const [own] = profilePaths({ env, home, platform });
  const [name, ending] = what.split(".");
  const hash = createHash("sha256").update(withoutPassword(place)).digest("hex").slice(0, 12);
  return join(dirname(own), `${name}-${hash}.${ending}`);
}
