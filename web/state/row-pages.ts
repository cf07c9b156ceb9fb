import { useEffect, useState } from "preact/hooks";
import { useFrame } from "./frame.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { Query } from "./query.ts";
import { type RowPage, readRowPage, rowsPath } from "./rows.ts";
import type { Entry } from "./source.ts";

/** A list of rows as far as it was read. */
export interface RowPages {
  readonly pages: readonly RowPage[];
  /** Null before the first page is there. */
  readonly total: number | null;
  readonly isLoading: boolean;
  readonly problem: Problem | null;
  /** Tries again what failed. */
  readonly retry: () => void;
  /** Reads on; null where there is no more, or it is being read. */
  readonly more: (() => void) | null;
}

/**
 * The rows of a query, page after page, each of them after the one before: where the first one changes, all of them follow, and
 * none is missing between two. Of another query it is another list: give it a key.
 */
export function useRowPages(query: Query): RowPages {
  const { source } = useFrame();
  const [wanted, setWanted] = useState(1);
  const entries: Entry[] = [];
  const paths: string[] = [];
  const pages: RowPage[] = [];
  let state: Pick<RowPages, "isLoading" | "problem" | "retry"> = { isLoading: false, problem: null, retry: () => {} };
  let cursor: string | null = null;
  do {
    const path = rowsPath(query, cursor);
    const entry = source.at(path);
    entries.push(entry);
    paths.push(path);
    const resource = entry.resource.value;
    if (resource.state === "loading") state = { ...state, isLoading: true };
    if (resource.state === "failed") state = { isLoading: false, problem: resource.problem, retry: resource.retry };
    if (resource.state !== "ready") break;
    try {
      const page = readRowPage(resource.value);
      pages.push(page);
      cursor = page.next;
    } catch (error: unknown) {
      state = { ...state, problem: problemOf(error) };
      break;
    }
  } while (cursor !== null && pages.length < wanted);
  useEffect(() => {
    const releases = entries.map((entry) => entry.hold());
    return () => {
      for (const release of releases) release();
    };
  }, [paths.join()]);
  const isWhole = cursor === null || state.isLoading || state.problem !== null;
  return {
    ...state,
    pages,
    total: pages[0]?.total ?? null,
    more: isWhole ? null : () => setWanted(pages.length + 1),
  };
}
