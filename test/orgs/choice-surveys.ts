import { day, minute } from "../../src/base/index.ts";
import { createOrg, type Org, type SandboxCase } from "../../src/sandbox/index.ts";

interface ChoiceOrg {
  readonly seed: number;
  readonly surveys: number;
  /** Whole days before `present`, among which they are spread evenly. */
  readonly days: number;
  readonly present: number;
  /** One in so many customers writes something. @default the form has no question for text */
  readonly writesOneIn?: number;
  /** Whether the form asks for a recommendation, which nine in ten customers give. @default false */
  readonly recommends?: boolean;
}

const recommendation = "How likely are you to recommend us to a friend or colleague?";

/**
 * An org with so many surveys of one form and nothing else: for a rate that only thousands show. One in ten customers leaves
 * the last of three questions out.
 */
export function createChoiceOrg({ seed, surveys, days, present, writesOneIn, recommends = false }: ChoiceOrg): Org {
  const lastDay = Math.floor(present / day) - 1;
  const firstDay = lastDay - days + 1;
  // A multiplicative hash: as good as random, and the same for a seed.
  const draw = (at: number, question: number, options: number): number =>
    (Math.imul(at * 31 + question * 7 + seed * 1_013 + 1, 0x9e3779b1) >>> 8) % options;
  const cases = Array.from({ length: surveys }, (_, at): SandboxCase => {
    const start = firstDay * day + Math.floor((at * days * day) / surveys) + 5 * minute;
    const solved = draw(at, 4, 2) === 0 ? "Yes" : "No";
    const answers = {
      "How easy was it to get help from our agent?": 1 + draw(at, 2, 5),
      ...(draw(at, 3, 10) > 0 ? { "Was your issue resolved?": solved } : {}),
      ...(recommends && draw(at, 6, 10) > 0 ? { [recommendation]: draw(at, 7, 11) } : {}),
    };
    const writes = writesOneIn !== undefined && draw(at, 5, writesOneIn) === 0;
    const comment = writes ? { comment: "They called me back." } : {};
    return {
      ...{ start, queue: "Billing", agent: "Ben Okafor" },
      survey: { form: "Post-call CSAT", score: 1 + draw(at, 1, 5), answers, ...comment },
    };
  });
  const org = createOrg({ seed, firstDay, lastDay: lastDay + 2, perDay: 0, cases });
  const types = [
    "multipleChoiceQuestion",
    ...(writesOneIn === undefined ? [] : ["freeTextQuestion"]),
    ...(recommends ? ["npsQuestion"] : []),
  ];
  const forms = org.forms.map((form) => ({
    ...form,
    groups: form.groups.map((group) => ({
      ...group,
      questions: group.questions.filter(({ type }) => types.includes(type)),
    })),
  }));
  return { ...org, forms };
}
