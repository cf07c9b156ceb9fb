import { day, hour } from "../../src/base/index.ts";
import { createOrg, type Org, type SandboxCase } from "../../src/sandbox/index.ts";
import { afterChanges } from "../truth/metrics-measured.ts";

/** What people write who want something else than an answer: `pwned` is set where any of it is run. */
export const hostileTexts: readonly string[] = [
  "<script>window.pwned = 1</script>",
  '"><img src=x onerror="window.pwned = 1"><svg onload="window.pwned = 1"></svg>',
  "</p></blockquote></main><iframe srcdoc='<script>parent.pwned = 1</script>'></iframe>",
  "javascript:window.pwned=1",
  "right \u202eot tfel\u202c and \u2066isolated\u2069",
  "nothing\u0000after",
  "👨‍👩‍👧‍👦 مرحبا 你好 नमस्ते 😀",
  "=cmd|'/c calc'!A1",
  `${"long ".repeat(2_000)}end`,
];

/** In place of names, shorter than any form or queue takes. */
const nameTexts = hostileTexts.slice(0, 3);

const today = Math.floor(afterChanges / day);

/** An org whose customers and administrators all write such texts, in each place where people may write. */
export function hostileOrg(): Org {
  const cases: readonly SandboxCase[] = hostileTexts.map((comment, at) => ({
    start: (today - 3) * day + (9 + at) * hour,
    ...{ queue: "Billing", agent: "Ben Okafor" },
    survey: { score: 1, comment },
    evaluation: { comment },
  }));
  const org = createOrg({ seed: 5, firstDay: today - 20, lastDay: today, perDay: 6, cases });
  let count = 0;
  const named = <Thing extends { readonly name: string }>(thing: Thing): Thing => ({
    ...thing,
    name: spoilt(thing.name),
  });
  const spoilt = (name: string): string => `${name} ${nameTexts[count++ % nameTexts.length] ?? ""}`;
  const { queues, users, teams, divisions, wrapUpCodes, forms } = org;
  return {
    ...org,
    name: spoilt(org.name),
    ...{ queues: queues.map(named), users: users.map(named), teams: teams.map(named) },
    ...{ divisions: divisions.map(named), wrapUpCodes: wrapUpCodes.map(named) },
    forms: forms.map((form) => ({
      ...named(form),
      groups: form.groups.map((group) => ({
        ...named(group),
        questions: group.questions.map((question) => ({
          ...question,
          text: spoilt(question.text),
          options: question.options.map((option) => ({ ...option, text: spoilt(option.text) })),
        })),
      })),
    })),
  };
}
