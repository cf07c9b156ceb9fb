import { Secret } from "../../src/base/index.ts";
import { createGenesys, type Genesys, type GenesysEvent, type GenesysOptions } from "../../src/genesys/index.ts";
import { createTestClock, type TestClock } from "./clock.ts";
import { type Answer, type Asked, type Loopback, openLoopback } from "./loopback.ts";

export interface Connected extends AsyncDisposable {
  readonly genesys: Genesys & AsyncDisposable;
  readonly server: Loopback;
  readonly clock: TestClock;
  readonly events: readonly GenesysEvent[];
  /** How long each of the waits was, in seconds. */
  waits(): number[];
}

/** A client and the small Genesys it talks to, as if through a gateway at `prefix`; time jumps over every wait. */
export async function connect(
  answer: (asked: Asked) => Answer | undefined | Promise<Answer | undefined>,
  options: Partial<GenesysOptions> = {},
  prefix = "",
): Promise<Connected> {
  const server = await openLoopback(answer);
  const clock = createTestClock(1_000_000);
  const events: GenesysEvent[] = [];
  const genesys = createGenesys({
    clientId: "client",
    clientSecret: new Secret("s3cret"),
    hosts: { api: server.url + prefix, login: server.url + prefix },
    clock,
    random: () => 0.5,
    env: {},
    onEvent: (event) => events.push(event),
    ...options,
  });
  return {
    genesys,
    server,
    clock,
    events,
    waits: () => events.flatMap((event) => (event.type === "waiting" ? [event.seconds] : [])),
    async [Symbol.asyncDispose]() {
      await genesys[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** What a promise was rejected with. */
export async function rejection(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => new Error("It succeeded."),
    (error: unknown) => error,
  );
}
