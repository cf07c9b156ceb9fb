import { createServer, type IncomingHttpHeaders } from "node:http";
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
  /** An object is sent as JSON, a string as it is. */
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
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const url = new URL(request.url ?? "", "http://127.0.0.1");
      const one: Asked = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      asked.push(one);
      const isLogin = url.pathname.endsWith("/oauth/token");
      const given =
        (await answer(one)) ??
        (isLogin ? login(`token-${asked.filter(({ path }) => path === one.path).length}`) : { status: 404, body: {} });
      const { status = 200, headers = {}, body = {}, fault } = given;
      if (fault === "hang") return;
      if (fault === "head") return request.socket.destroy();
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
        ...headers,
      });
      if (fault === "body") return response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
      response.end(text);
    });
  });
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

const login = (token: string): Answer => ({ body: { access_token: token, token_type: "bearer", expires_in: 86_400 } });
