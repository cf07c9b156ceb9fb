import { PassThrough, Writable } from "node:stream";
import type { Surroundings } from "../../src/cli/context.ts";
import { main } from "../../src/cli/program.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { keepPrinted, keepSecret } from "../printed.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run may find around it. Without more, it is a pipe in an empty world. */
export interface World {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly home?: string;
  /** Whether standard output and error are a terminal of so many columns. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly context?: Partial<Surroundings>;
}

/** Runs the command line in this process, with streams, environment and clock of its own. */
export async function afterword(args: readonly string[], world: World = {}): Promise<Ran> {
  const stdout = stream(world.columns);
  const stderr = stream(world.columns);
  const code = await main(args, {
    stdin: new PassThrough(),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: world.env ?? {},
    cwd: world.cwd ?? "/nowhere",
    home: world.home ?? "/nowhere",
    platform: "linux",
    clock: createTestClock(present),
    signal: world.signal ?? new AbortController().signal,
    ...world.context,
  });
  const ran = { code, stdout: stdout.text(), stderr: stderr.text() };
  keepPrinted(`${ran.stdout}${ran.stderr}`);
  return ran;
}

function stream(columns: number | undefined) {
  const chunks: Buffer[] = [];
  const through = new PassThrough();
  through.on("data", (chunk: Buffer) => chunks.push(chunk));
  return {
    stream: Object.assign(through, columns === undefined ? {} : { isTTY: true, columns }),
    text: () => Buffer.concat(chunks).toString(),
  };
}

/** A pipe whose reader has gone. */
export const closedPipe = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })),
  });

/** The environment that leads to a sandbox, as to a real org behind a gateway. */
export function leadTo({ url, clientId, clientSecret }: Sandbox): Record<string, string> {
  keepSecret(clientSecret);
  return { GENESYS_GATEWAY_URL: url, GENESYS_CLIENT_ID: clientId, GENESYS_CLIENT_SECRET: clientSecret };
}
