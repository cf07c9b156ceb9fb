import { plain } from "../../base/index.ts";
import type { Plan } from "../../extract/index.ts";
import { toGrid } from "../../terminal/index.ts";
import { plural } from "../screen/messages.ts";
import type { TableStyle } from "../screen/response-table.ts";

/** What a run would spend, by both ways of reading. */
type Priced = Pick<Plan, "requests" | "minutes" | "oneByOne" | "forms">;

const right = true;

/** For a program; names as in the record. */
export const priceDocument = ({ requests, minutes, oneByOne, forms }: Priced) => ({
  requests,
  minutes: rounded(minutes),
  one_by_one: { requests: oneByOne.requests, minutes: rounded(oneByOne.minutes) },
  forms: forms.map(({ source, formContextId, formName, responses, single, inBulk, reason }) => ({
    ...{ source, form_context_id: formContextId, form_name: formName, responses },
    ...{ in_bulk: inBulk, read_by_themselves: single, reason },
  })),
});

/** Sentences for a person: the price by the routes of the forms, and read one by one. */
export function formatPrice({ requests, minutes, oneByOne, forms }: Priced, least: string): string {
  const time = (one: number): string => `${rounded(one)} minutes at the client's rate limit`;
  if (!forms.some(({ inBulk }) => inBulk)) return `${least} ${plural(requests, "request")}, ${time(minutes)}`;
  return (
    `${least} ${plural(requests, "request")}, ${time(minutes)}, with answers in bulk where these hold; ` +
    `one by one it takes ${plural(oneByOne.requests, "request")}, ${rounded(oneByOne.minutes)} minutes`
  );
}

/** How each form would be read, and why; nothing where there is none. */
export function formatRoutes({ forms }: Priced, style: TableStyle): string {
  if (forms.length === 0) return "";
  const rows = forms.map(({ source, formContextId, formName, responses, single, inBulk, reason }) => [
    inBulk ? "in bulk" : "one by one",
    source,
    plain(formName ?? formContextId ?? "not known"),
    String(responses),
    String(single),
    plain(reason),
  ]);
  return `\n${toGrid(
    [
      { title: "read" },
      { title: "source" },
      { title: "form" },
      { title: "responses", right },
      { title: "by themselves", right },
      { title: "why", below: true },
    ],
    rows,
    style,
  )}`;
}

const rounded = (minutes: number): number => Math.ceil(minutes * 10) / 10;
