import { expect, test } from "vitest";
import { createContext } from "./context.ts";
import { defineSection, safe } from "./define-section.ts";
import { readHiddenCells } from "./protection/linked-tables.ts";
import type { People } from "./request.ts";
import type { Context } from "./section.ts";

interface Part {
  readonly answers: number;
  readonly ill: number;
}

const words = { en: {}, de: {} };
const all = { answers: safe, ill: safe };
const read = async (): Promise<Part> => ({ answers: 40, ill: 3 });

const contextFor = (mode: People["mode"]): Context =>
  createContext(
    { query: async () => [], stream: () => expect.unreachable() },
    {
      filter: { range: { from: 0, to: 1 } },
      ...{ now: 1, definitionId: null, completeness: { sentence: "", completeTo: null } },
      local: { timeZone: "UTC", firstDayOfWeek: 1 },
      people: { mode, pseudonym: (id) => id },
    },
    readHiddenCells,
  );

test("a section without its protection does not compile, nor one that leaves out a key", () => {
  // @ts-expect-error: no protect.
  const unprotected = () => defineSection({ key: "unprotected", words, read });
  // @ts-expect-error: `ill` is missing.
  const partly = () => defineSection({ key: "partly", words, read, protect: { answers: safe } });
  const english = { en: {} };
  // @ts-expect-error: no German.
  const untranslated = () => defineSection({ key: "untranslated", words: english, read, protect: all });
  expect([unprotected, partly, untranslated]).toHaveLength(3);
});

test.each(["pseudonym", "off"] as const)("under %s a key without a rule does not appear", async (mode) => {
  // Getting round the compiler publishes nothing.
  const wider = read as () => Promise<Pick<Part, "answers">>;
  const section = defineSection({ key: "wider", words, read: wider, protect: { answers: safe } });
  expect(await section.finish(contextFor(mode))).toEqual({ answers: 40 });
  expect(await section.finish(contextFor("named"))).toEqual({ answers: 40, ill: 3 });
});

test("a rule may leave its key out, and hears of the other keys", async () => {
  const section = defineSection({
    ...{ key: "few", words, read },
    protect: { answers: (answers, _, { ill }) => answers - ill, ill: () => undefined },
  });
  expect(await section.finish(contextFor("off"))).toEqual({ answers: 37 });
});

test("a section is read once in a context, for all who ask, and again in another", async () => {
  let reads = 0;
  const section = defineSection({
    ...{ key: "once", words },
    read: async (): Promise<{ readonly n: number }> => ({ n: ++reads }),
    protect: { n: safe },
  });
  const context = contextFor("named");
  await Promise.all([section.read(context), section.protect(context), section.finish(context)]);
  expect(reads).toBe(1);
  expect(await section.finish(contextFor("pseudonym"))).toEqual({ n: 2 });
});
