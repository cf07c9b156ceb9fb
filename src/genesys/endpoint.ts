import type { z } from "zod";
import { oneLine } from "./message-text.ts";

/**
 * How an endpoint shows that there is more. `size` is the page size asked for where the caller names none.
 * - `link`: `nextUri` leads to the next page; its absence is the end, regardless of `total`.
 * - `hits`: the body's `paging.pageNumber` counts up; `totalHits` counts all of them.
 * - `number`: the body's `pageNumber` counts up; neither a link nor a total is promised.
 *
 * After `maxPages` pages a listing is taken for one without an end.
 */
interface PageStyle {
  readonly by: "link" | "hits" | "number";
  readonly size?: number;
  /** @default 5,000 */
  readonly maxPages?: number;
}

interface Common<Answer> {
  /** Its key in the table; stands in counts and events. */
  readonly name: string;
  /** Alternatives: any one of them suffices. Empty where Genesys states none. */
  readonly permissions: readonly string[];
  /** Query parameters whose values are repeated (`id=a&id=b`); every other list is joined by commas. */
  readonly repeated?: readonly string[];
  readonly pages?: PageStyle;
  /** Fields of which an answer has one at least, in contrast to an error that comes as a success; none: a bare list. */
  readonly carries: readonly string[];
  /** Whether Genesys may leave them out where there is nothing to list. */
  readonly sparse?: boolean;
  /**
   * By the path's `{placeholder}`: the field in which the answer repeats its value, so that it belongs to the request.
   */
  readonly echoes?: Readonly<Record<string, string>>;
  /** Where it can be asked by `id`: the list of its answer, and the field in which each item repeats one of the ids. */
  readonly byId?: { readonly list: string; readonly field: string };
  /**
   * The caller can ask for less at once (a shorter interval, fewer ids), so that a request that takes too long is not
   * repeated as it is.
   */
  readonly divisible?: boolean;
  readonly answer: z.ZodType<Answer>;
}

/** The POSTs that only read. There is no other POST, and no PUT, PATCH or DELETE: a call that changes an org does not compile. */
type ReadingPost =
  | "/api/v2/analytics/conversations/aggregates/query"
  | "/api/v2/analytics/conversations/details/query"
  | "/api/v2/analytics/evaluations/aggregates/query"
  | "/api/v2/analytics/surveys/aggregates/query"
  | "/api/v2/quality/evaluations/search";

/** One row of the table of permitted requests. */
export type Endpoint<Answer> = Common<Answer> &
  (
    | { readonly method: "GET"; readonly path: `/api/v2/${string}` }
    | { readonly method: "POST"; readonly path: ReadingPost }
  );

/** An endpoint that is read by the generator for its page style. */
export type Paged<Answer, By extends PageStyle["by"]> = Endpoint<Answer> & {
  readonly pages: PageStyle & { readonly by: By };
};

/** The parts that one request adds to its endpoint. */
export interface Input {
  /** Values of the path's `{placeholders}`. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly body?: unknown;
  /** The `nextUri` of an earlier answer: its query replaces `query`. A link to another host is refused. */
  readonly next?: string;
  /** Nothing smaller can be asked for: it is repeated like a request that is not divisible. */
  readonly indivisible?: boolean;
}

/** The name of an endpoint in messages: `quality surveys` for `/api/v2/quality/surveys/{surveyId}`. */
export const subject = ({ path }: Pick<Endpoint<unknown>, "path">): string =>
  path
    .replace("/api/v2/", "")
    .split("/")
    .filter((part) => !part.startsWith("{"))
    .join(" ");

/** The endpoint and the ids that one request is about, for messages. */
export const thingOf = (endpoint: Pick<Endpoint<unknown>, "path">, { path = {} }: Pick<Input, "path">): string =>
  [subject(endpoint), ...Object.values(path).map((id) => oneLine(id, 60))].join(" ");
