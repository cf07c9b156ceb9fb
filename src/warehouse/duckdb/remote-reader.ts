import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { InterruptedError, UsageError } from "../../base/index.ts";
import type { Reader } from "../warehouse.ts";
import { decodeLine, type Line, type Question } from "./listener-protocol.ts";
import { collect } from "./read.ts";

/** The process that held the file ended, before or while it answered. */
export class HolderGoneError extends UsageError {}

/** Reads through the listener of the process that holds the file. */
export function createRemoteReader(url: string, token: string): Reader {
  const stream: Reader["stream"] = async function* (sql, parameters = {}, signal) {
    if (signal?.aborted) throw new InterruptedError();
    let ended = false;
    try {
      for await (const line of readLines(await ask({ sql, parameters }, url, token, signal))) {
        if ("rows" in line) yield line.rows;
        else if ("end" in line) ended = true;
        else
          throw line.error.hint === undefined
            ? new Error(line.error.message)
            : new UsageError(line.error.message, line.error.hint);
      }
    } catch (error) {
      if (signal?.aborted) throw new InterruptedError({ cause: error });
      throw isConnectionFault(error) ? gone(error) : error;
    }
    if (!ended) throw gone();
  };
  return { stream, query: (...question) => collect(stream(...question)) };
}

async function ask(question: Question, url: string, token: string, signal?: AbortSignal): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  // A connection of its own, and without time limits: a long question is a long question.
  const sent = request(url, { method: "POST", headers, agent: false, ...(signal && { signal }) });
  sent.end(JSON.stringify(question));
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  // The port is somebody else's by now, or the holder another one.
  if (answer.statusCode !== 200) throw gone();
  return answer;
}

async function* readLines(answer: IncomingMessage): AsyncGenerator<Line> {
  answer.setEncoding("utf8");
  let rest = "";
  for await (const piece of answer) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      const line = decodeLine(text);
      // Something else answers at the port of a holder that has ended.
      if (line === null) throw gone();
      yield line;
    }
  }
}

const isConnectionFault = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^E(CONN|PIPE|NETUNREACH)/.test(String(error.code));

const gone = (cause?: unknown): HolderGoneError =>
  new HolderGoneError("The process that held the warehouse ended while it was read.", "Run the same command again.", {
    cause,
  });
