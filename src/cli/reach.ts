import { resolve } from "node:path";
import { readRegularFile, UsageError } from "../base/index.ts";
import type { Wanted } from "../dashboard/index.ts";
import type { Context } from "./context.ts";
import type { ServeFlags } from "./flags/serve.ts";

/**
 * Where a dashboard is to listen, and by what it is protected there.
 * @throws {UsageError} where a file of it cannot be read, or an address is none
 */
export async function readReach(context: Context, flags: ServeFlags): Promise<Wanted> {
  const { host, port, tlsCert, tlsKey, url } = flags;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new UsageError("--tls-cert and --tls-key belong together.", "Give both, or neither.");
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? undefined
      : { cert: await read(context, "--tls-cert", tlsCert), key: await read(context, "--tls-key", tlsKey) };
  if (url !== undefined && !URL.canParse(url))
    throw new UsageError(`--url ${url} is no address.`, "Give one such as https://csat.example.com.");
  return { host, port, tls, url: url === undefined ? undefined : new URL(url) };
}

async function read({ cwd }: Context, flag: string, file: string): Promise<Buffer> {
  const path = resolve(cwd, file);
  const found = await readRegularFile(path).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${flag} ${file} cannot be read: ${why}.`, "Name a PEM file that this user may read.");
  });
  if (found === null) throw new UsageError(`${flag}: there is no file ${path}.`, "Name a PEM file.");
  return found.bytes;
}
