import type { Present } from "./api-context.ts";
import { badRequest } from "./refusals.ts";

const largest = 50;

/** Of these the documentation says how many things a page holds. */
const documented = /\/queues\/divisionviews(\/all)?$/;

interface PageRequest {
  readonly path: string;
  readonly search: URLSearchParams;
}

type Plays = Pick<Present, "plays">;

/** Refuses pages larger than those of an org that gives smaller ones than is usual. */
export function demandSmallPages({ path, search }: PageRequest, body: unknown, { plays }: Plays): void {
  if (!plays("smaller-pages") || documented.test(path)) return;
  demandSmall("pageSize", search.get("pageSize"));
  demandSmall("pageSize", inside(body, "pageSize"));
  demandSmall("paging.pageSize", inside(inside(body, "paging"), "pageSize"));
}

/** The size of a page where none is asked for. */
export const usualSize = (usual: number, { plays }: Plays): number =>
  plays("smaller-pages") ? Math.min(usual, largest) : usual;

function demandSmall(field: string, size: unknown): void {
  if (Number(size ?? 0) > largest) throw badRequest(field, `at most ${largest}`);
}

const inside = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
