/** Why a request got no whole answer. It never leaves this room as it is. */
export interface Fault {
  readonly kind: "connection" | "timeout" | "cut" | "garbled" | "certificate" | "tls" | "proxy" | "size";
  /** In words, without anything that was sent. */
  readonly reason: string;
  readonly code: string;
}

const words: Readonly<Record<string, string>> = {
  EAI_AGAIN: "the name service did not answer",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "there is no network",
  ENOTFOUND: "there is no host of that name",
  ETIMEDOUT: "the connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  UND_ERR_HEADERS_TIMEOUT: "the connection stayed silent",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "the answer was shorter than it reason",
  UND_ERR_SOCKET: "the connection was cut",
};

/** Certificates that do not hold (OpenSSL's X509_V_ERR names, and Node's own). */
const certificate =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|ERR_TLS_CERT|UND_ERR_PRX_TLS)/;

/** What undici's parser (llhttp) names, each in its own way, where the other side speaks something else than HTTP. */
const notHttp = /^HPE_/;

/** The errors of speaking TLS to a port that does not. */
const tls = /^(ERR_SSL_WRONG_VERSION|ERR_SSL_PACKET_LENGTH|EPROTO$)/;

/** Mistakes of undici's caller, in contrast to faults of the network. */
const bug = /^(ERR_INVALID_|UND_ERR_INVALID_|UND_ERR_NOT_SUPPORTED)/;

/**
 * Sorts what undici threw; null if it is no fault of the network but a bug. `begun`: the answer's head had come.
 * The error itself is dropped on purpose: nothing that is attached to errors may hold headers.
 */
export function readFault(error: unknown, begun: boolean): Fault | null {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  const proxy = /^Proxy response \((\d+)\)/.exec(message)?.[1];
  // A proxy that cannot reach the host at the moment (502, 503, 504) is like a host that cannot be reached.
  if (proxy)
    return { kind: /^50[234]$/.test(proxy) ? "connection" : "proxy", reason: `the proxy answered ${proxy}`, code };
  const garbled = notHttp.test(code) || (error instanceof Error && error.name === "HTTPParserError");
  if (garbled) return { kind: "garbled", reason: `what it answers is not HTTP (${code || "unreadable"})`, code };
  if (!code || bug.test(code)) return null;
  if (certificate.test(code))
    return { kind: "certificate", reason: `its certificate cannot be trusted (${code})`, code };
  if (tls.test(code)) return { kind: "tls", reason: `TLS failed, which its port may not speak (${code})`, code };
  const reason = words[code] ?? (begun ? "the answer was cut" : "the connection failed");
  return { kind: begun ? "cut" : "connection", reason: `${reason} (${code})`, code };
}

/** An answer that came, and cannot be read. */
export const damaged = (reason: string): Fault => ({ kind: "cut", reason, code: "" });

/** An answer larger than the bound on one read, before or after decompression. */
export const oversized = (maxBytes: number): Fault => ({
  kind: "size",
  reason: `the answer is larger than ${maxBytes >> 20} MB`,
  code: "",
});

/** The code that Node and undici name an error by; empty where there is none. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
