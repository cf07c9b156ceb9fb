import { UsageError } from "../base/index.ts";
import { isLoopback } from "./address.ts";

/** Where a dashboard listens, and how others come there. */
export interface Wanted {
  readonly host: string;
  readonly port: number;
  /** A certificate and its key, as PEM: it speaks TLS itself. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** The address at which a proxy serves it. */
  readonly url?: URL | undefined;
}

/**
 * Customers' words go over no network in the clear: where others can reach it, it speaks TLS or stands behind a proxy that does.
 * @throws {UsageError} where neither is so
 */
export function requireEncryption({ host, tls, url }: Wanted): void {
  if (url !== undefined) {
    const isPlain = url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname));
    if (isPlain || url.pathname !== "/" || url.search !== "" || url.hash !== "" || url.username !== "")
      throw new UsageError(
        `--url ${url.href} is not the https:// address of a proxy.`,
        "Give scheme and host alone, such as https://csat.example.com.",
      );
    return;
  }
  if (isLoopback(host) || tls !== undefined) return;
  throw new UsageError(
    `On ${host} other machines can reach the dashboard, so it needs TLS.`,
    "Give a certificate with --tls-cert and --tls-key, or --url with the https:// address of a proxy that has one.",
  );
}
