import { posix, win32 } from "node:path";
import { z } from "zod";
import { Secret } from "../base/index.ts";
import type { FileText } from "./file.ts";
import { readGatewayUrl } from "./gateway.ts";
import { type ProfileFile, profilePlace } from "./profile-file.ts";
import { readToml } from "./toml.ts";

const text = z
  .string({ error: "must be text in quotes" })
  .transform((value) => value.trim())
  .optional();

const gateway = text.transform((value, context) => {
  if (!value) return null;
  const result = readGatewayUrl(value);
  if ("url" in result) return result.url;
  context.addIssue({ code: "custom", message: result.problem });
  return z.NEVER;
});

/** The same file in whichever folder a command runs. */
const warehouse = text.refine(
  (value) => !value || /^(~\/|postgres(ql)?:\/\/)/.test(value) || posix.isAbsolute(value) || win32.isAbsolute(value),
  { error: "must be an absolute path, a path that begins with ~/, or the address of a database (postgres://…)" },
);

const profile = z.strictObject(
  { region: text, client_id: text, client_secret: text, gateway_url: gateway.optional(), warehouse },
  { error: "must stand in the table of a profile, such as [DEFAULT]" },
);

const schema = { schema: z.record(z.string(), profile), keysAt: () => Object.keys(profile.shape) };

/** How an own profile calls the parts of access. */
export const ownKeys = {
  clientId: "client_id",
  clientSecret: "client_secret",
  region: "region",
  gatewayUrl: "gateway_url",
} as const;

/**
 * The profiles of an own file (`profiles.toml`): tables with the keys region, client_id, client_secret, gateway_url, warehouse.
 * @throws {UsageError} with every problem of the file, each with line and caret, and without its values
 */
export function readOwnProfiles(path: string, file: FileText): ProfileFile {
  const profiles = new Map(Object.entries(readToml({ path, text: file.text, secret: true }, schema)));
  return {
    path,
    mode: file.mode,
    names: [...profiles.keys()],
    read: (name) => {
      const written = profiles.get(name);
      return {
        place: profilePlace(name, path),
        names: ownKeys,
        clientId: written?.client_id || null,
        clientSecret: written?.client_secret ? new Secret(written.client_secret) : null,
        region: written?.region || null,
        gatewayUrl: written?.gateway_url ?? null,
        obstacle: null,
        warehouse: written?.warehouse || null,
        warnings: [],
      };
    },
  };
}
