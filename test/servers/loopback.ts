import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string or a buffer as it is. */
  readonly body?: unknown;
  /** `head`: the connection is cut before anything is sent; `body`: in the middle of it; `hang`: nothing ever comes. */
  readonly fault?: "head" | "body" | "hang";
}

export interface Loopback extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Everything that was asked, in order, tokens included. */
  readonly asked: readonly Asked[];
  /** Of those, the API requests. */
  api(): readonly Asked[];
}

/**
 * A small Genesys of a test's own: real HTTP on a free port. Tokens `token-1`, `token-2` … are given to everybody, unless
 * `answer` answers `/oauth/token` itself.
 */
export async function openLoopback(
  answer: (asked: Asked) => Answer | undefined | Promise<Answer | undefined>,
): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => void respond(request, response));

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one = await readAsked(request);
    asked.push(one);
    const given = (await answer(one)) ?? login(one, asked.filter(({ path }) => path === one.path).length);
    const { status = 200, headers = {}, body = {}, fault } = given;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const { length } = bytes;
    if (fault === "hang") return;
    if (fault === "head") {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { "content-type": "application/json", "content-length": length, ...headers });
    if (fault === "body") response.write(bytes.subarray(0, length / 2), () => request.socket.destroy());
    else response.end(bytes);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    api: () => asked.filter(({ path }) => !path.endsWith("/oauth/token")),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
  return {
    method: request.method ?? "",
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

const login = ({ path }: Asked, count: number): Answer =>
  path.endsWith("/oauth/token")
    ? { body: { access_token: `token-${count}`, token_type: "bearer", expires_in: 86_400 } }
    : { status: 404, body: { code: "not.found", message: "Nothing here." } };
