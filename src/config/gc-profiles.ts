import { z } from "zod";
import { Secret, UsageError } from "../base/index.ts";
import type { Profile } from "./access-layer.ts";
import type { FileText } from "./file.ts";
import { readGatewayUrl } from "./gateway.ts";
import { type ProfileFile, profilePlace } from "./profile-file.ts";
import { readToml } from "./toml.ts";

// The file belongs to `gc`: entries that are not profiles, or not known here, are ignored.
const schema = { schema: z.record(z.string(), z.unknown()), keysAt: () => [] };
const table = z.record(z.string(), z.unknown());

/** How a `gc` profile calls the parts of access. */
const gcKeys = {
  clientId: "client_credentials",
  clientSecret: "client_secret",
  region: "environment",
  gatewayUrl: "gateway_host",
} as const;

/**
 * The profiles of the `gc` command line's `~/.gc/config.toml`, as it is (official CLI, build/gc/config/config.go): keys
 * in any case, and "" where nothing is set, as `gc` itself writes it.
 * @throws {UsageError} where the file is not TOML
 */
export function readGcProfiles(path: string, file: FileText): ProfileFile {
  const profiles = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, value] of Object.entries(readToml({ path, text: file.text, secret: true }, schema))) {
    const written = table.safeParse(value);
    if (written.success) profiles.set(name, texts(written.data));
  }
  return {
    path,
    mode: file.mode,
    names: [...profiles.keys()],
    read: (name) => readProfile(profilePlace(name, path), profiles.get(name) ?? new Map()),
  };
}

function texts(written: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const set = Object.entries(written).map(([key, value]) => [key.toLowerCase(), text(value)] as const);
  return new Map(set.filter(([, value]) => value !== ""));
}

const text = (value: unknown): string =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";

function readProfile(place: string, written: ReadonlyMap<string, string>): Profile {
  const secret = written.get(gcKeys.clientSecret);
  const proxy = [...written.keys()].some((key) => key.startsWith("proxy_"));
  return {
    place,
    names: gcKeys,
    clientId: written.get(gcKeys.clientId) ?? null,
    clientSecret: secret === undefined ? null : new Secret(secret),
    region: written.get(gcKeys.region) ?? null,
    gatewayUrl: readGateway(place, written),
    obstacle: obstacle(written),
    warehouse: null,
    warnings: proxy ? [`The proxy of ${place} is not used; name it in HTTPS_PROXY.`] : [],
  };
}

// grant_type 2 and 3 are the implicit and PKCE grants; a redirect URI alone means the same to `gc`.
function obstacle(written: ReadonlyMap<string, string>): string | null {
  if (["2", "3"].includes(written.get("grant_type") ?? "") || written.has("redirect_uri")) {
    return "signs in through the browser";
  }
  return written.has("access_token") ? "holds an access token only" : null;
}

/** One base URL out of `gc`'s gateway_protocol, _host, _port and _pathparams, put together as `gc` does it. */
function readGateway(place: string, written: ReadonlyMap<string, string>): string | null {
  const host = written.get("gateway_host");
  const protocol = written.get("gateway_protocol");
  if (!host || !protocol) return null;
  const port = written.get("gateway_port");
  const paths = pathParams(written.get("gateway_pathparams") ?? "");
  if (paths.login !== paths.api) {
    throw new UsageError(
      `The gateway of ${place} has one path for logins and another for the API.`,
      "afterword needs one base URL that takes both: set GENESYS_GATEWAY_URL.",
    );
  }
  const result = readGatewayUrl(
    `${protocol}://${host}${!port || port === "80" || port === "443" ? "" : `:${port}`}${paths.api}`,
  );
  if ("url" in result) return result.url;
  throw new UsageError(
    `The gateway of ${place} ${result.problem}.`,
    "Correct gateway_protocol, _host and _port there.",
  );
}

/** `{login: /a, api: /b}`, as `gc` writes it. */
function pathParams(written: string): { login: string; api: string } {
  const find = (key: string) => {
    const path = new RegExp(`[{,]\\s*${key}:\\s*([^,}\\s]+)`).exec(`{${written}`)?.[1] ?? "";
    return path === "" || path.startsWith("/") ? path : `/${path}`;
  };
  return { login: find("login"), api: find("api") };
}
