import { contextOf, isLabelled } from "../../csat/index.ts";
import type { Extraction, ExtractRequest, Plan } from "../../extract/index.ts";
import type { Log } from "../log/log.ts";
import { plural } from "../screen/messages.ts";
import { formatPrice, priceDocument } from "./price.ts";

/** What an extraction found, in one line; if no evaluation counted, also the questions to pick a label from. */
export function reportExtraction(
  log: Log,
  { records, spent, seenForms, skipped }: Extraction,
  { sources, labels, questions, queues, forms, media }: ExtractRequest,
): void {
  const surveys = records.filter(({ source }) => source === "survey").length;
  const linked = records.filter((record) => record.linked).length;
  const parts = `${plural(surveys, "survey")}, ${plural(records.length - surveys, "evaluation")}`;
  log.info(
    "done",
    `${plural(records.length, "response")} (${parts}), ${linked} linked; ${plural(spent.requests, "request")}.`,
    {
      counts: {
        responses: records.length,
        surveys,
        linked,
        requests: spent.requests,
        rate_limited: spent.tooManyRequests,
      },
    },
  );
  if (surveys < records.length || !sources.includes("evaluations") || skipped.length > 0) return;
  if (queues.length + forms.length + media.length > 0) {
    if (records.length === 0)
      log.info("unmatched", "Nothing matches --queue, --form and --media together; without them there may be more.");
    return;
  }
  if (seenForms.length > 0 && seenForms.every((form) => !isLabelled(form, { labels, questions }))) {
    reportSeenForms((sentence) => log.info("labels", sentence), seenForms, labels);
  }
}

/** Lists the forms, groups and questions seen, so that the right label can be picked. */
function reportSeenForms(
  notify: (sentence: string) => void,
  seen: Extraction["seenForms"],
  labels: readonly string[],
): void {
  const wanted = labels.map((label) => `"${label}"`).join(", ");
  notify(
    `No evaluation form in the range has a question labelled ${wanted}. Pick a label for --csat-label from these:`,
  );
  for (const { name, id, questions } of seen) {
    notify(`  form "${name ?? id}"`);
    for (const group of new Set(questions.map((question) => question.group))) {
      notify(`    group "${group ?? ""}"`);
      for (const question of questions.filter((one) => one.group === group)) {
        notify(`      question "${question.text ?? ""}" (${contextOf(question)})`);
      }
    }
  }
}

/** What an extraction would cost, for a program. */
export const planDocument = (plan: Plan) => ({
  ...{ surveys: plan.surveys, evaluations: plan.evaluations },
  ...{ ...priceDocument(plan), spent: plan.spent.requests },
});

/** The same in a sentence. */
export const formatPlan = (plan: Plan): string =>
  `Found ${plural(plan.surveys, "survey")} and ${plural(plan.evaluations, "evaluation")} with ${plural(plan.spent.requests, "request")}. ` +
  `Reading them takes ${formatPrice(plan, "about")}.\n`;
