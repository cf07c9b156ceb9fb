import { day, hour, minute, second } from "../../src/base/index.ts";
import { createOrg, type Org, type SandboxCase } from "../../src/sandbox/index.ts";
import { present } from "../servers/sandboxed.ts";

/** The day of `present`. */
const lastDay = Math.floor(present / day);

/** From the same number the same answer, as good as random; null is "not applicable". */
function pick<Answer>(from: readonly Answer[], ...seed: readonly number[]): Answer {
  let mixed = 7;
  for (const part of seed) mixed = (Math.imul(mixed ^ part, 0x9e3779b1) >>> 0) % 1_000_003;
  return from[mixed % from.length] as Answer;
}

const yesNo = ["Yes", "No", null] as const;

/** One on "Call handling", three questions of which one is about CSAT. */
const callHandling = (index: number) => ({
  form: "Call handling",
  answers: {
    "Did the agent take notes?": pick(yesNo, index, 1),
    "Which CSAT would you expect from this customer?": pick([1, 2, 3, 4, 5, 6, 7, null], index, 2),
    "Did the agent summarise at the end?": pick(yesNo, index, 3),
  },
});

const reasons = ["Friendliness", "Waiting time", "Price", "Product"];

/** One on "Conversation quality", which asks for reasons and a quote as well. */
const conversationQuality = (index: number) => ({
  form: "Conversation quality",
  score: pick([1, 2, 3, 4, 5], index, 1),
  answers: {
    "Which reasons did the customer mention?": pick([null, ...reasons.map((one) => [one]), reasons], index, 2),
    "Quote the customer in one sentence.": pick(["Thank you!", null], index, 3),
  },
});

const forms = { "Call handling": callHandling, "Conversation quality": conversationQuality } as const;

/**
 * An org in which nothing happens but that so many interactions of the last 7 days were evaluated, half of them with a
 * comment: all on the same version of each form, and `later` of them an hour after the present.
 */
export function createJudgedOrg(
  wanted: Partial<Record<keyof typeof forms, number>>,
  { later = 0, seed = 5 }: { readonly later?: number; readonly seed?: number } = {},
): Org {
  const judgements = Object.entries(wanted).flatMap(([form, count]) =>
    Array.from({ length: count }, (_, index) => forms[form as keyof typeof forms](index)),
  );
  const cases = judgements.map((evaluation, index): SandboxCase => {
    const start = (lastDay - 2 - (index % 5)) * day + 8 * hour + Math.floor(index / 5) * minute;
    const comment = pick([null, "Well done."], index, 4);
    return {
      ...{ start, queue: "Billing", agent: "Ben Okafor" },
      evaluation: {
        ...evaluation,
        ...(comment === null ? {} : { comment }),
        ...(index < judgements.length - later ? {} : { time: present + hour + index * second }),
      },
    };
  });
  return createOrg({ seed, firstDay: lastDay - 24, lastDay: lastDay + 3, perDay: 0, cases });
}
