import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";

/** Names, in lower case, by which a server may be asked. */
export type OwnNames = Pick<ReadonlySet<string>, "has">;

/** Names by which this machine alone reaches itself. */
const loopback: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

const isEverywhere = (host: string): boolean => host === "0.0.0.0" || host === "::";

export const isLoopback = (host: string): boolean => host === "127.0.0.1" || host === "localhost" || host === "::1";

/** A host as an address has it: IPv6 in brackets. */
const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/**
 * By which names a server that listens on `host` may be asked. Any other stands in the address of a page that made its own name
 * lead here, to read what only this machine may (DNS rebinding).
 */
export function ownNames(host: string): ReadonlySet<string> {
  const names = isEverywhere(host)
    ? [
        ...Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => bracketed(address))),
        hostname(),
        `${hostname()}.local`,
      ]
    : isLoopback(host)
      ? []
      : [bracketed(host)];
  return new Set([...loopback, ...names].map((name) => name.toLowerCase()));
}

/**
 * The same with those of a certificate, of which a server that listens everywhere knows no other way: no page can make a name lead
 * here for which this server has the key.
 */
export const withCertificate = (
  names: ReadonlySet<string>,
  certificate: Pick<X509Certificate, "checkHost" | "checkIP"> | null,
): OwnNames => ({
  has(name) {
    if (names.has(name)) return true;
    if (certificate === null || name === "") return false;
    const bare = name.replace(/^\[|\]$/g, "");
    return (isIP(bare) === 0 ? certificate.checkHost(bare) : certificate.checkIP(bare)) !== undefined;
  },
});

/** The host of the address that is printed: of a server on all addresses, one by which other machines reach it. */
export function printedHost(host: string): string {
  if (!isEverywhere(host)) return bracketed(host);
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";
}

/** The ports that browsers leave out of `Host`. */
const usualPorts = { http: 80, https: 443 } as const;

/** Whether the `Host` of a request is one of them, with the port. */
export function isOwnHost(
  given: string | undefined,
  names: OwnNames,
  { port, scheme }: { readonly port: number; readonly scheme: keyof typeof usualPorts },
): boolean {
  const [, name = "", written = usualPorts[scheme]] =
    /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec((given ?? "").toLowerCase()) ?? [];
  return names.has(name) && Number(written) === port;
}
