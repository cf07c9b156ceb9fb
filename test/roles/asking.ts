import { Agent } from "node:http";
import { type Answered, type Asking, send } from "../servers/served.ts";

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
    ask: (path, asking = {}) =>
      send({ hostname, port, path, agent }, { ...asking, headers: { host, ...asking.headers } }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}
