import type { Present } from "./api-context.ts";
import { badRequest } from "./refusals.ts";

const fewest = 20;

/** Of these the documentation says how many ids they take. */
const documented = /\/bulk(\/contexts)?$/;

interface LookUp {
  readonly path: string;
  readonly search: URLSearchParams;
}

/** Refuses more ids than an org may take that takes fewer than is usual. */
export function demandFewIds({ path, search }: LookUp, { plays }: Pick<Present, "plays">): void {
  if (!plays("fewer-ids") || documented.test(path)) return;
  const ids = search.getAll("id").flatMap((value) => value.split(","));
  if (ids.length > fewest) throw badRequest("id", `at most ${fewest} values`);
}
