import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Closable, closable, second, UsageError } from "../base/index.ts";

/** A port of this machine that is held, before there is anything to answer with. */
export interface Listener extends Closable {
  readonly host: string;
  readonly port: number;
  /** Answers requests from now on; until then they are answered 503. */
  readonly answerWith: (answer: Answer) => void;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** How long answers that have begun may take to end when it closes. */
const grace = 5 * second;

/**
 * Listens at an address, so that a port that is taken is known before a file is made or anything is asked for. Close it.
 * @throws {UsageError} where it cannot listen there
 */
export async function openListener(host: string, wanted: number): Promise<Listener> {
  let answer: Answer = (_, response) => {
    response.writeHead(503, { "content-type": "application/json", "cache-control": "no-store", "retry-after": "5" });
    response.end(JSON.stringify({ error: { message: "The dashboard is being opened.", advice: "Try again soon." } }));
  };
  const server = createServer((request, response) => answer(request, response));
  server.listen(wanted, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw listenProblem(error, host, wanted);
  }
  const address = server.address();
  return {
    host,
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
