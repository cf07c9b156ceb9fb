import { Agent, request } from "node:http";
import type { Answered, Asking } from "../servers/served.ts";

/** The name by which the dashboards of these tests are asked. */
export const host = "127.0.0.1:4870";

/** Somebody who asks for paths as they are written, over connections that stay open. */
export interface Asker extends Disposable {
  ask(path: string, asking?: Asking): Promise<Answered>;
}

export function openAsker(url: string): Asker {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return {
    ask: (path, { method = "GET", headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
        const options = { hostname, port, path, method, agent, headers: { host, ...length, ...headers } };
        const asked = request(options, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString();
            const given = Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]);
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(given) as Answered["headers"],
              text,
              json: () => JSON.parse(text) as unknown,
            });
          });
        });
        asked.on("error", reject);
        asked.end(body);
      }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}
