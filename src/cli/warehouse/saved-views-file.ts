import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { profilePaths } from "../../config/index.ts";
import { isServer } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";

/** Next to a warehouse that is a file; of one on a server, whose reader may not write there, each user's own. */
export function savedViewsFile(
  { env, home, platform }: Pick<Context, "env" | "home" | "platform">,
  place: string,
): string {
  if (!isServer(place)) return `${place}.views.json`;
  const [own] = profilePaths({ env, home, platform });
  return join(dirname(own), `views-${createHash("sha256").update(place).digest("hex").slice(0, 12)}.json`);
}
