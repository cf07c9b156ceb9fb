import { expect, test } from "vitest";
import { connect } from "../../../test/connect.ts";
import { minute } from "../../base/index.ts";
import { byJob, endpoints } from "../index.ts";

const job = {
  submit: endpoints.conversationDetailsJob,
  state: endpoints.conversationDetailsJobState,
  results: endpoints.conversationDetailsJobResults,
};

/** Runs a job whose state is each of these in turn, the last one for ever. */
async function run(states: readonly object[], longest?: number) {
  let looks = 0;
  await using c = await connect(({ method, path }) => {
    if (!path.startsWith("/api")) return undefined;
    if (method === "POST") return { status: 202, body: { jobId: "j1" } };
    if (path.endsWith("/results")) return { body: { conversations: ["a", "b"] } };
    looks += 1;
    return { body: states[Math.min(looks, states.length) - 1] };
  });
  const got: unknown[] = [];
  const waits: number[] = [];
  let said = "";
  try {
    const options = { clock: c.clock, onWait: (seconds: number) => waits.push(seconds), ...(longest && { longest }) };
    for await (const page of byJob(c.genesys, job, { body: { interval: "i" } }, undefined, options)) got.push(...page);
  } catch (error) {
    said = String(error);
  }
  return {
    got,
    said,
    waits,
    asked: c.server.api().map(({ method, path }) => `${method} ${path.split("/details/")[1]}`),
  };
}

test("a job is submitted, looked at ever less often, and its results are read", async () => {
  const { got, said, waits, asked } = await run([
    { state: "QUEUED" },
    { state: "PENDING" },
    {},
    { state: "Fulfilled" },
  ]);
  expect({ got, said }).toEqual({ got: ["a", "b"], said: "" });
  expect(waits).toEqual([1, 1.5, 2.25]);
  expect(asked).toEqual(["POST jobs", ...Array(4).fill("GET jobs/j1"), "GET jobs/j1/results"]);
});

test.each(["FAILED", "CANCELLED", "EXPIRED"])("a job that is %s says so, with Genesys' reason", async (state) => {
  const { said } = await run([{ state, errorMessage: "Out of\nmemory." }]);
  expect(said).toBe(`RequestError: The job j1 of analytics conversations details jobs is ${state}: Out of memory.`);
});

test("a job that is never done is given up", async () => {
  const { said, waits } = await run([{ state: "PENDING" }], 2 * minute);
  expect(said).toContain("is not done after 2 minutes.");
  expect(Math.max(...waits)).toBeLessThanOrEqual(30);
});
