import { describe, expect, test } from "vitest";
import { type SwitchName, switches, truth } from "../../src/sandbox/index.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { seeds } from "../seeds.ts";
import { lastWeek, openSandboxed, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

const small = { perDay: 20, days: 30 };

/** What the same org holds for a client from whom nothing is kept. */
const wholeTruth = ({ sandbox, clock }: Sandboxed) =>
  truth({ ...sandbox.org, switches: new Set() }, { ...lastWeek, now: clock.now() });

/** What must hold under a switch, in addition to rows that are the truth. Returns how much of it there was. */
const consequences: Readonly<Record<SwitchName, (org: Sandboxed) => Promise<number>>> = {
  /** Every response is there; those without their interaction have the reason. */
  "missing-interactions": async (org) => {
    const { records, missing } = await org.extract();
    const unlinked = records.filter(({ linked }) => !linked);
    expect(records.length).toBe(wholeTruth(org).length);
    expect(missing.length).toBe(unlinked.length > 0 ? 1 : 0);
    expect(unlinked.every(({ link_problem }) => link_problem !== null)).toBe(true);
    return unlinked.length;
  },
  /**
   * Hidden responses are absent, and named where Genesys names them: evaluations are listed redacted, surveys not at
   * all.
   */
  "hidden-divisions": async (org) => {
    const { records, problems, skipped } = await org.extract();
    const seen = new Set(records.map(({ response_id }) => response_id));
    const hidden = wholeTruth(org).filter(({ response_id }) => !seen.has(response_id));
    const named = new Set(problems.map(({ id }) => id));
    for (const { source, response_id } of hidden) expect(named.has(response_id)).toBe(source === "evaluation");
    expect(problems.every(({ reason }) => reason.includes("redacted"))).toBe(true);
    expect(skipped).toEqual([]);
    return hidden.length;
  },
  /** Answers of redacted forms keep their values, without text, role or satisfaction; each form is named. */
  "redacted-forms": async (org) => {
    const { records, problems } = await org.extract();
    const redacted = records.filter(({ answers }) => answers.some(({ question }) => question === null));
    expect(new Set(problems.map(({ id }) => id))).toEqual(new Set(redacted.map(({ form_id }) => form_id)));
    expect(redacted.every(({ csat_score, satisfied }) => csat_score === null && satisfied === null)).toBe(true);
    expect(records.length).toBe(wholeTruth(org).length);
    return redacted.length;
  },
  /** Nothing is missing: unpleasant text is text. */
  "hostile-text": async (org) => {
    const { missing, problems } = await org.extract();
    expect([missing, problems]).toEqual([[], []]);
    return 1;
  },
};

describe.each(Object.keys(switches) as SwitchName[])("%s", (name) => {
  test("several orgs: an extraction is the truth, and reports what is missing", async () => {
    let met = 0;
    for (const seed of seeds(10, 3)) {
      await using org = await openSandboxed({ ...small, seed, switches: [name] });
      // One of the hostile texts is a formula that looks like a telephone number.
      const { records } = await org.extract({ redaction: { kinds: [], patterns: {} } });
      expect(records).toEqual(
        truthOf(org).map((row) => (row.linked ? row : { ...row, link_problem: expect.any(String) })),
      );
      met += await consequences[name](org);
    }
    expect(met).toBeGreaterThan(0);
  });

  test("the command ends with 6 where something is missing, and with 0 where nothing is", async () => {
    await using org = await openSandboxed({ ...small, perDay: 60, seed: 6, switches: [name] });
    const { code } = await afterword(["extract"], { env: leadTo(org.sandbox) });
    expect(code).toBe(name === "hostile-text" ? 0 : 6);
  });
});

test("every switch of the sandbox is met by a test", () => {
  expect(Object.keys(consequences)).toEqual(Object.keys(switches));
});
