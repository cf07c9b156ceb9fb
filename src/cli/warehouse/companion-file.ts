import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { readPlace } from "../../base/index.ts";
import { profilePaths } from "../../config/index.ts";
import { isServer, withoutPassword } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";

/** Next to a warehouse that is a file; of one on a server, whose reader may not write there, each user's own. */
export async function companionFile(
  { env, home, platform }: Pick<Context, "env" | "home" | "platform">,
  place: string,
  what: "views.json" | "tokens.ndjson" | "token-uses.ndjson",
): Promise<string> {
  if (!isServer(place)) return `${await readPlace(place)}.${what}`;
  const [own] = profilePaths({ env, home, platform });
  const [name, ending] = what.split(".");
  const hash = createHash("sha256").update(withoutPassword(place)).digest("hex").slice(0, 12);
  return join(dirname(own), `${name}-${hash}.${ending}`);
}
