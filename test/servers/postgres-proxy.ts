import { createServer, connect as dial, type Socket } from "node:net";

/** A way to a server that alters or cuts what passes: real connections, and a server that behaves as few do. */
export interface PostgresProxy extends AsyncDisposable {
  /** An address of the server, by this way. */
  through(address: string): string;
}

export interface ProxyRules {
  /** What reaches the client in place of what the server has sent, as bytes of Latin-1; of the same length. */
  readonly answer?: (bytes: string) => string;
  /** Whether the connections end in place of handing this to the client. */
  readonly cutBefore?: (bytes: string) => boolean;
  /** Whether the client does not hear of what has ended its connection until it sends something, as behind a firewall. */
  readonly isQuiet?: boolean;
}

/** Opens a way to the server of an address. */
export async function openPostgresProxy(address: string, rules: ProxyRules): Promise<PostgresProxy> {
  const { hostname, port } = new URL(address);
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const server = dial(Number(port), hostname);
    let lost = false;
    const end = (): void => {
      for (const socket of [client, server]) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", end);
    }
    client.on("close", end);
    client.on("data", (chunk) => {
      if (lost) client.resetAndDestroy();
      else server.write(chunk);
    });
    server.on("close", () => {
      if (!lost) end();
    });
    server.on("data", (chunk) => {
      const bytes = chunk.toString("latin1");
      lost ||= rules.isQuiet === true && bytes.includes("57P01");
      if (lost) return;
      if (rules.cutBefore?.(bytes)) end();
      else client.write(rules.answer?.(bytes) ?? bytes, "latin1");
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const at = listener.address();
  return {
    through(other) {
      const url = new URL(other);
      url.port = String(typeof at === "object" ? at?.port : "");
      return url.href;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
