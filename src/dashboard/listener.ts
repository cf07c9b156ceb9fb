import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type Closable, closable, second, UsageError } from "../base/index.ts";
import { requireEncryption, type Wanted } from "./reach.ts";

/** A port of this machine that is held, before there is anything to answer with. */
export interface Listener extends Closable {
  readonly host: string;
  readonly port: number;
  readonly scheme: "http" | "https";
  /** By which it speaks TLS itself; null where it does not. */
  readonly certificate: X509Certificate | null;
  /** Where a proxy serves it. */
  readonly url: URL | undefined;
  /** Answers requests from now on; until then they are answered 503. */
  readonly answerWith: (answer: Answer) => void;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** How long answers that have begun may take to end when it closes. */
const grace = 5 * second;

/**
 * Listens at an address, so that a port that is taken is known before a file is made or anything is asked for. Close it.
 * @throws {UsageError} where it cannot listen there, or others could read along
 */
export async function openListener(reach: Wanted): Promise<Listener> {
  requireEncryption(reach);
  const { host, port: wanted, tls, url } = reach;
  let answer: Answer = (_, response) => {
    response.writeHead(503, { "content-type": "application/json", "cache-control": "no-store", "retry-after": "5" });
    response.end(JSON.stringify({ error: { message: "The dashboard is being opened.", advice: "Try again soon." } }));
  };
  const server = open(tls, (request, response) => answer(request, response));
  server.listen(wanted, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw listenProblem(error, host, wanted);
  }
  const address = server.address();
  return {
    host,
    scheme: tls === undefined ? "http" : "https",
    certificate: tls === undefined ? null : new X509Certificate(tls.cert),
    url,
    port: typeof address === "object" && address !== null ? address.port : wanted,
    answerWith(given) {
      answer = given;
    },
    ...closable(async () => {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), grace);
      await closed;
      clearTimeout(timer);
    }),
  };
}

/** @throws {UsageError} where certificate and key are none, or do not belong together */
function open(tls: Wanted["tls"], answer: Answer): Server {
  if (tls === undefined) return createServer(answer);
  try {
    return createTlsServer({ ...tls, minVersion: "TLSv1.2" }, answer);
  } catch (error) {
    throw new UsageError(
      `--tls-cert and --tls-key cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      "Give a certificate (followed by its chain) and its key, both as PEM and without a passphrase.",
    );
  }
}

function listenProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new UsageError(`Port ${port} is in use.`, "Choose another with --port; 0 takes a free one.");
  if (code === "EACCES") return new UsageError(`Port ${port} may not be used.`, "Choose one above 1023 with --port.");
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new UsageError(
      `${host} is no address of this machine.`,
      "Leave --host out, or give an address of this machine.",
    );
  return error;
}
