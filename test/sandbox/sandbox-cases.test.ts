import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import type { SandboxCase } from "../../src/sandbox/index.ts";
import { openSandboxed, present, truthOf } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";

const cases: readonly SandboxCase[] = [
  {
    ...{ start: present - 3 * day, queue: "Billing", agent: "Ben Okafor" },
    ...{ survey: { score: 2, comment: "Charged twice!" }, evaluation: { score: 5 } },
  },
  {
    start: present - 20 * day,
    queue: "日本サポート",
    agent: "Yui 鈴木",
    survey: { score: 4, time: present - 2 * day },
  },
  { start: present - 2 * day, queue: "Atención al Cliente", agent: "Mateo Ruiz", survey: { status: "OptOut" } },
  { start: present - day, queue: "Digital Care", agent: "Tara Singh", evaluation: { time: present + hour, score: 3 } },
];

test("an extraction finds cases of one's own as it finds the others", async () => {
  await using org = await openSandboxed({ perDay: 5, days: 30, cases });
  const { records } = await org.extract();
  expect(records).toEqual(truthOf(org));
  const [billing, japanese, , later] = org.sandbox.org.cases;
  const found = (id: string | null | undefined) => records.find(({ response_id }) => response_id === id);
  expect(found(billing?.surveyId)).toMatchObject({
    csat_score: 0.25,
    comment: "Charged twice!",
    agent_name: "Ben Okafor",
  });
  expect(found(billing?.evaluationId)).toMatchObject({ evaluator_csat_score: 1, queue_name: "Billing" });
  expect(found(japanese?.surveyId)).toMatchObject({ csat_score: 0.75, queue_name: "日本サポート" });
  expect(found(later?.evaluationId)).toBeUndefined();
});

test("a sync stores cases of one's own, and what becomes of them later", async () => {
  await using synced = await openSynced({ perDay: 3, days: 30, daysAhead: 2, cases });
  await synced.sync();
  const known = async () => {
    const rows = await synced.warehouse.query(
      "SELECT response_id, csat_score, comment FROM csat_response WHERE status = 'Finished'",
    );
    return synced.sandbox.org.cases.flatMap(({ surveyId, evaluationId }) =>
      rows.filter(({ response_id }) => response_id === surveyId || response_id === evaluationId),
    );
  };
  expect(await known()).toHaveLength(3);
  expect(await known()).toContainEqual({
    ...{ response_id: synced.sandbox.org.cases[0]?.surveyId, csat_score: 0.25, comment: "Charged twice!" },
  });
  synced.clock.advance(day);
  await synced.sync();
  expect(await known()).toHaveLength(4);
});

test("the example of docs/sandbox.md runs as it stands", async () => {
  const page = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8");
  const example = [...page.matchAll(/```ts\n(.*?)```/gs)]
    .map(([, code]) => code ?? "")
    .find((code) => code.includes("cases:"));
  const expected = [...(example ?? "").matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, comment]) => comment);
  expect(expected).toHaveLength(2);
  const { outputText } = ts.transpileModule(example ?? "", {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  // Below this package, so that "afterword" is what has been compiled.
  const file = join(import.meta.dirname, "..", "..", "dist", `sandbox-cases-${process.pid}.mjs`);
  writeFileSync(file, outputText);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    expect(stdout.trim().split("\n")).toEqual(expected);
  } finally {
    rmSync(file);
  }
});
