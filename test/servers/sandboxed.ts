import { day, type Interval, Secret } from "../../src/base/index.ts";
import {
  defaultRequest,
  type Extraction,
  type ExtractRequest,
  extract,
  type Plan,
  plan,
} from "../../src/extract/index.ts";
import { createGenesys, type Genesys, type GenesysEvent } from "../../src/genesys/index.ts";
import {
  type ExpectedRow,
  openSandbox,
  type Sandbox,
  type SandboxOptions,
  type TruthOptions,
  truth,
} from "../../src/sandbox/index.ts";
import { keepSecret } from "../printed.ts";
import { createTestClock, type TestClock } from "./clock.ts";

/** A Tuesday, in mid-morning: the days before it have everything that a week has. */
export const present = Date.parse("2026-03-31T10:00:00Z");

/** The last 7 days before `present`. */
export const lastWeek: Interval = { from: present - 7 * day, to: present };

export interface Sandboxed extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly genesys: Genesys;
  readonly clock: TestClock;
  readonly events: readonly GenesysEvent[];
  extract(changes?: Partial<ExtractRequest>): Promise<Extraction>;
  plan(changes?: Partial<ExtractRequest>): Promise<Plan>;
}

/** A sandbox with our client in front of it, both on one clock that only sleeping moves. */
export async function openSandboxed(options: SandboxOptions = {}): Promise<Sandboxed> {
  const clock = createTestClock(present);
  const sandbox = await openSandbox({ clock, limit: "off", ...options });
  const events: GenesysEvent[] = [];
  const genesys = createGenesys({
    clientId: sandbox.clientId,
    clientSecret: new Secret(sandbox.clientSecret),
    hosts: { api: sandbox.url, login: sandbox.url },
    clock,
    onEvent: (event) => events.push(event),
  });
  return {
    sandbox,
    genesys,
    clock,
    events,
    extract: (changes) => extract(genesys, defaultRequest(lastWeek, changes), { clock }),
    plan: (changes) => plan(genesys, defaultRequest(lastWeek, changes), { clock }),
    async [Symbol.asyncDispose]() {
      for (const secret of [sandbox.clientSecret, ...sandbox.tokens()]) keepSecret(secret);
      await genesys[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

/** What an extraction of the range must find, as the org stands at the test's present. */
export const truthOf = (
  { sandbox, clock }: Pick<Sandboxed, "sandbox"> & { readonly clock: Pick<TestClock, "now"> },
  range: Partial<Interval> = {},
  options: TruthOptions = {},
): ExpectedRow[] => truth(sandbox.org, { ...lastWeek, ...range, now: clock.now(), heard: sandbox.heard() }, options);
