import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { FaultHooks, Interruption } from "../faults/fault.ts";
import { createRandom } from "../org/random.ts";
import type { Answer } from "./answer.ts";
import { writeJson } from "./answer.ts";
import type { GatewayAnswer, GatewayRequest } from "./gateway.ts";
import { maxBodyBytes } from "./rate-limit.ts";

interface ServerParts {
  readonly answer: (request: GatewayRequest) => GatewayAnswer;
  readonly faults: readonly FaultHooks[];
  /** Called once each request is over; status 0 where nothing was answered. */
  readonly done: (request: GatewayRequest, endpoint: string | null, status: number) => void;
  /** Milliseconds since 1970 UTC: the time in `Date`. */
  readonly now: () => number;
  /** Of the ids that mark each answer. */
  readonly seed: number;
}

/** The HTTP side: reads requests, lets faults act, writes answers as JSON. */
export function createApiServer(parts: ServerParts): Server {
  const nextContextId = createContextIds(parts.seed);
  return createServer((incoming, outgoing) => {
    // Node would write the system's time.
    outgoing.sendDate = false;
    handle(incoming, outgoing, parts, nextContextId()).catch((error: unknown) => {
      // A bug of the sandbox must look like one: an answer that no client retries, with the reason in it.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (!outgoing.headersSent) outgoing.writeHead(501, { "content-type": "text/plain" });
      outgoing.end(`The sandbox failed: ${text}`);
    });
  });
}

async function handle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  parts: ServerParts,
  contextId: string,
): Promise<void> {
  const request = await read(incoming, contextId);
  const intercepted = first(parts.faults, (fault) => fault.intercept?.(request));
  if (intercepted === "hang") {
    parts.done(request, null, 0);
    return;
  }
  const answered: GatewayAnswer = intercepted ? { ...intercepted, endpoint: null } : parts.answer(request);
  const correlated: Answer = {
    ...answered,
    headers: { ...answered.headers, date: httpDate(parts.now()), "inin-correlation-id": request.contextId },
  };
  const answer = parts.faults.reduce((sofar, fault) => fault.change?.(request, sofar) ?? sofar, correlated);
  const interruption = intercepted ? undefined : first(parts.faults, (fault) => fault.interrupt?.(request, answer));
  parts.done(request, answered.endpoint, interruption === undefined || interruption === "cut" ? answer.status : 0);
  if (interruption === "hold") return;
  const isCompressed = parts.faults.some((fault) => fault.compresses?.(request));
  write(outgoing, answer, isCompressed, interruption);
}

async function read(incoming: IncomingMessage, contextId: string): Promise<GatewayRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on("data", (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= maxBodyBytes) chunks.push(piece);
  });
  await new Promise<void>((resolve, reject) => incoming.once("end", resolve).once("error", reject));
  const url = new URL(incoming.url ?? "/", "http://sandbox");
  const body = Buffer.concat(chunks).toString("utf8");
  const method = incoming.method ?? "GET";
  return {
    method,
    path: url.pathname,
    search: url.searchParams,
    authorization: incoming.headers.authorization,
    acceptEncoding: incoming.headers["accept-encoding"]?.toString(),
    contentType: incoming.headers["content-type"],
    body,
    bytes,
    contextId,
    key: `${method} ${url.pathname}${url.search} ${body}`,
  };
}

function write(
  outgoing: ServerResponse,
  { status, headers, body }: Answer,
  isCompressed: boolean,
  interruption: Exclude<Interruption, "hold"> | undefined,
): void {
  if (interruption === "drop") {
    outgoing.destroy();
    return;
  }
  const text = typeof body === "string" ? body : writeJson(body);
  const compressed = isCompressed && text !== "";
  const whole = compressed ? gzipSync(text) : text;
  const encoding = compressed ? { "content-encoding": "gzip" } : {};
  const length = Buffer.byteLength(whole);
  if (interruption === undefined) {
    outgoing.writeHead(status, { ...json, ...headers, ...encoding, "content-length": length });
    // As text it leaves together with its headers, in one write.
    outgoing.end(whole);
    return;
  }
  const sent = Buffer.from(whole).subarray(0, Math.floor(length / 2));
  const statedLength = interruption === "break" ? length : sent.length;
  outgoing.writeHead(status, { ...json, ...headers, ...encoding, "content-length": statedLength });
  if (interruption === "break") outgoing.write(sent, () => outgoing.destroy());
  else outgoing.end(sent);
}

const json = { "content-type": "application/json" };

/** `Thu, 05 Mar 2026 08:15:00 GMT` */
const httpDate = (time: number): string => new Date(time).toUTCString();

function first<Thing, Found>(things: readonly Thing[], find: (thing: Thing) => Found | undefined): Found | undefined {
  for (const thing of things) {
    const found = find(thing);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ids that look random, one for each answer: the same seed gives the same ones, and they cost next to nothing. */
function createContextIds(seed: number): () => string {
  const random = createRandom(seed, "context");
  const word = (): string =>
    random
      .int(0, 2 ** 32 - 1)
      .toString(16)
      .padStart(8, "0");
  return () => {
    const [one, two, three, four] = [word(), word(), word(), word()];
    return `${one}-${two.slice(0, 4)}-4${two.slice(5)}-a${three.slice(1, 4)}-${three.slice(4)}${four}`;
  };
}
