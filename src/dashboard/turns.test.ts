import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("what waits for the same thing is begun in several turns of the event loop, which answers others in between", async () => {
  const inTurn = createTurns();
  const begun: string[] = [];
  const begin = (name: string): Promise<void> =>
    inTurn(async () => {
      begun.push(name);
      setImmediate(() => begun.push(`after ${name}`));
    });
  await Promise.all([begin("a"), begin("b"), begin("c")]);
  expect(begun.slice(0, 5)).toEqual(["a", "after a", "b", "after b", "c"]);
});

test("work that fails keeps nobody from their turn", async () => {
  const inTurn = createTurns();
  await expect(inTurn(() => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
  expect(await inTurn(() => Promise.resolve("done"))).toBe("done");
});
