import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AfterwordError, type Clock, second, UsageError } from "../../base/index.ts";
import type { Reader } from "../warehouse.ts";
import { createYield } from "../yield-to-event-loop.ts";
import { decodeQuestion, type Line } from "./listener-protocol.ts";
import { createGuardedReader } from "./sql-guard.ts";

interface Listener {
  readonly url: string;
  /** Takes no more questions; those being answered have ten seconds to end. */
  close(): Promise<void>;
}

const maxQuestionLength = 1_000_000;
/** Rows of a line: two thousand at once would hold up everything else in the process. */
const rowsPerLine = 64;

/**
 * Answers questions about a warehouse to other processes of this machine that know the token, while the file itself is closed
 * to them. It only reads, and only its own tables: {@link createGuardedReader} refuses everything else.
 */
export async function openListener(reader: Reader, token: string, clock: Clock): Promise<Listener> {
  const guarded = createGuardedReader(reader);
  const server = createServer((request, response) => {
    answer(guarded, token, request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/read`,
    close: async () => {
      const grace = new AbortController();
      const closed = new Promise((resolve) => server.close(resolve)).finally(() => grace.abort());
      server.closeIdleConnections();
      await Promise.race([closed, clock.sleep(10 * second, grace.signal).catch(() => {})]);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  guarded: Reader,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refuse(request, token);
  if (refusal !== null) {
    response.writeHead(refusal, { connection: "close" }).end();
    return;
  }
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const write = async (line: Line) => {
    if (!response.write(`${JSON.stringify(line)}\n`)) await once(response, "drain", { signal: gone.signal });
  };
  const yieldWhenBusy = createYield();
  response.writeHead(200, { "content-type": "application/x-ndjson", connection: "close" });
  try {
    const { sql, parameters } = decodeQuestion(await readBody(request));
    for await (const batch of guarded.stream(sql, parameters, gone.signal)) {
      for (let from = 0; from < batch.length; from += rowsPerLine) {
        await write({ rows: batch.slice(from, from + rowsPerLine) });
        await yieldWhenBusy();
      }
    }
    response.end(`${JSON.stringify({ end: true } satisfies Line)}\n`);
  } catch (error) {
    response.end(`${JSON.stringify({ error: wordsOf(error) } satisfies Line)}\n`);
  }
}

/** The status that a request earns which is not a question of ours; null where it is one. A page in a browser has another Host. */
function refuse(request: IncomingMessage, token: string): number | null {
  const port = request.socket.localPort;
  if (request.headers.host !== `127.0.0.1:${port}`) return 421;
  if (!same(request.headers.authorization ?? "", `Bearer ${token}`)) return 401;
  if (request.url !== "/read") return 404;
  return request.method === "POST" ? null : 405;
}

/** Compares in constant time, which reveals nothing of where they differ. */
function same(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** No stack, and of DuckDB's words the first line, which names the fault of the question. */
function wordsOf(error: unknown): Extract<Line, { error: unknown }>["error"] {
  if (error instanceof AfterwordError) return { message: error.message, hint: error.hint };
  const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return { message };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const piece of request) {
    text += piece;
    if (text.length > maxQuestionLength) {
      throw new UsageError("The question is too long.", `It has at most ${maxQuestionLength} characters.`);
    }
  }
  return text;
}
