import { expect, test } from "vitest";
import { createPresence } from "./presence.ts";

const stored = (...names: string[]) => names.map((name) => ({ name }));

test("what was looked for is known, what was written since is stored, of anything else nothing is known", async () => {
  const presence = createPresence();
  await presence.look(["a", "b", "c"], async () => stored("a"));
  presence.written(["b", "d"]);
  expect(["a", "b", "c", "d"].map(presence.isStored)).toEqual([true, true, false, undefined]);
});

test("a document that is written during a look is stored, regardless of its result", async () => {
  const presence = createPresence();
  let see = (_: ReturnType<typeof stored>): void => {};
  const looking = presence.look(["a", "b"], () => new Promise<ReturnType<typeof stored>>((resolve) => (see = resolve)));
  presence.written(["a"]);
  see([]);
  await looking;
  expect(["a", "b"].map(presence.isStored)).toEqual([true, false]);
});

test("it forgets rather than grow", async () => {
  const presence = createPresence();
  const names = Array.from({ length: 40_001 }, (_, index) => `${index}`);
  await presence.look(names, async () => []);
  await presence.look(["a"], async () => []);
  expect(["a", "1"].map(presence.isStored)).toEqual([false, undefined]);
});
