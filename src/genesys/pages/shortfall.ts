import { textOf } from "../../base/index.ts";
import { type Endpoint, subject } from "../endpoint.ts";

/** Events that a reader of pages may listen to. */
export interface PageOptions {
  /**
   * Called with a sentence where a listing announced more than it gave. Its end is its end all the same: totals are
   * known to be wrong, for link listings by Genesys' own word, and `nextUri` or an empty page decides. A caller that
   * needs every item looks for it in another way.
   */
  readonly onShortfall?: (sentence: string) => void;
}

/** The size that a listing announces, and the number that came. */
export function createCount(endpoint: Pick<Endpoint<unknown>, "path">, { onShortfall }: PageOptions) {
  const distinct = new Set<unknown>();
  let pages = 0;
  return {
    add(items: readonly unknown[]): void {
      pages += 1;
      for (const item of items) distinct.add(idOf(item) ?? item);
    },
    clear(): void {
      pages = 0;
      distinct.clear();
    },
    came: (): number => distinct.size,
    /** Compares at the end. */
    close(total: unknown, pageCount?: unknown): void {
      const report = (promised: unknown, came: number, things: string): boolean => {
        if (typeof promised !== "number" || promised <= came) return false;
        onShortfall?.(`The listing of ${subject(endpoint)} says that it has ${promised} ${things}, and gave ${came}.`);
        return true;
      };
      if (!report(total, distinct.size, "items")) report(pageCount, pages, "pages");
    },
  };
}

/** The id that identifies an item of a listing; null where it has none. */
export const idOf = (item: unknown): string | null => textOf(item, "id") ?? textOf(item, "conversationId");
