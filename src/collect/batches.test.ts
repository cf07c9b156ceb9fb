import { expect, test } from "vitest";
import { PermissionError, RequestError, UnreachableError } from "../base/index.ts";
import { inBatches } from "./batches.ts";

const ids = Array.from({ length: 250 }, (_, index) => `${index}`);
const refused = (status: number) => new RequestError("refused", "", status);

test("an endpoint that takes fewer ids than hoped gives all, and is asked too much only a few times", async () => {
  const came: string[] = [];
  let asked = 0;
  const ask = async (batch: readonly string[]) => {
    asked++;
    if (batch.length > 50) throw refused(400);
    came.push(...batch);
  };
  await inBatches(ids, 100, ask, { alone: () => expect.unreachable() });
  expect(came.toSorted()).toEqual(ids.toSorted());
  expect(asked).toBeLessThanOrEqual(3 + 5);
});

test.each([404, 400, 413])("one id that is refused with %i costs only itself", async (status) => {
  const ids = Array.from({ length: 5_000 }, (_, index) => `${index}`);
  const came: string[] = [];
  const lone: string[] = [];
  let asked = 0;
  const ask = async (batch: readonly string[]) => {
    asked++;
    await Promise.resolve();
    if (batch.includes("77")) throw refused(status);
    came.push(...batch);
  };
  await inBatches(ids, 100, ask, { alone: (id) => void lone.push(id) });
  expect([lone, new Set(came).size]).toEqual([["77"], 4_999]);
  expect(asked).toBeLessThan(50 + 2 * Math.log2(100) + 120);
});

test.each<[string, RequestError, number]>([
  ["not served", new RequestError("no such path", "", 404, { byGenesys: false }), 1],
  ["refused with 404", refused(404), 4],
  ["refused with 400", refused(400), 11],
])("an endpoint that is %s costs a few requests, and says why", async (_, error, requests) => {
  let asked = 0;
  const ask = async () => {
    asked++;
    throw error;
  };
  await expect(inBatches(ids, 100, ask, { alone: () => {} })).rejects.toBe(error);
  expect(asked).toBe(requests);
});

test.each([0, 50, 99])("one id of the first batch, at %i, does not close the endpoint", async (at) => {
  const lone: string[] = [];
  const ask = async (batch: readonly string[]) => {
    if (batch.includes(`${at}`)) throw new PermissionError("hidden", "", []);
  };
  const halves = (error: unknown) => error instanceof PermissionError;
  await inBatches(ids, 100, ask, { halves, alone: (id) => void lone.push(id) });
  expect(lone).toEqual([`${at}`]);
});

test("an error that is not a refusal of the batch is thrown on", async () => {
  const ask = async () => {
    throw new UnreachableError("gone", "");
  };
  await expect(inBatches(ids, 100, ask, { alone: () => {} })).rejects.toThrow("gone");
});
