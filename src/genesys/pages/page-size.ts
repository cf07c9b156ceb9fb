import { RequestError } from "../../base/index.ts";

/** Genesys' own default, which no listing can refuse. */
const minPageSize = 25;

/**
 * The size of one listing's pages. How many things a page may hold is mostly not documented: where the first page is
 * refused for its size, half of it is asked for, down to 25. Once a page has come the size stays, for pages of another size
 * would begin elsewhere.
 */
export function createPageSize(asked: number | undefined) {
  let size = asked;
  let fits = false;
  return {
    current: () => size,
    async read<Page>(ask: (size: number | undefined) => Promise<Page>): Promise<Page> {
      for (;;) {
        try {
          const page = await ask(size);
          fits = true;
          return page;
        } catch (error) {
          if (fits || size === undefined || size <= minPageSize || !namesPageSize(error)) throw error;
          size = Math.max(minPageSize, Math.floor(size / 2));
        }
      }
    },
  };
}

/** How the refusal is worded is not documented; it has to name the parameter. */
const namesPageSize = (error: unknown): boolean =>
  error instanceof RequestError && error.status === 400 && /page[ ._-]?size|paging/i.test(error.message);

/** The page size that a query or a body asks for. */
export const sizeIn = (value: unknown): number | undefined => {
  const size = typeof value === "object" && value !== null && "pageSize" in value ? value.pageSize : undefined;
  return typeof size === "number" ? size : undefined;
};
