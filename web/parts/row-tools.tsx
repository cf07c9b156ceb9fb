import { addressText } from "../state/address.ts";
import { useFormats, useFrame } from "../state/frame.ts";
import { useReached } from "../state/near.ts";
import { type Query, type QueryKey, singleOf, withValues } from "../state/query.ts";
import type { RowPages } from "../state/row-pages.ts";
import { exportPath } from "../state/rows.ts";
import { rowWords } from "../words/rows.ts";
import { useWords } from "../words/words.ts";
import { Failure } from "./panel.tsx";
import { Segments } from "./segments.tsx";

/** All rows of the list as a file. */
export function Exports({ query }: { query: Query }) {
  const { go } = useFrame();
  const words = useWords(rowWords);
  if (go === null) return null;
  return (
    <p class="exports">
      {words.exportAs}{" "}
      <a href={exportPath(query, "csv")} download>
        {words.exportCsv}
      </a>{" "}
      <a href={exportPath(query, "xlsx")} download>
        {words.exportXlsx}
      </a>
    </p>
  );
}

interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly words: Readonly<Record<Name, string>>;
  /** What stands in the address for it; null: nothing. */
  readonly value: (name: Name) => string | null;
  readonly of: QueryKey;
}

/** A choice of a few, each of them an address. */
export function RowChoice<Name extends string>({ label, names, chosen, words, value, of }: ChoiceProps<Name>) {
  const { address, go } = useFrame();
  if (go === null) return null;
  const to = (name: Name): string => {
    const own = value(name);
    return addressText({ ...address, query: withValues(address.query, of, own === null ? [] : [own]) });
  };
  return (
    <div class="switch">
      <span>{label}</span>
      <Segments {...{ label, names, chosen, words, to }} />
    </div>
  );
}

const orders = ["newest", "oldest", "lowest", "highest"] as const;

/** What comes first. */
export function Orders() {
  const { address } = useFrame();
  const words = useWords(rowWords);
  const asked = singleOf(address.query, "order");
  return (
    <RowChoice
      {...{ label: words.order, names: orders, words: words.orders, of: "order" }}
      chosen={orders.find((one) => one === asked) ?? "newest"}
      value={(name) => (name === "newest" ? null : name)}
    />
  );
}

/** How many rows there are. */
export function Total({ list, text }: { list: RowPages; text: string | null }) {
  const [words, formats] = [useWords(rowWords), useFormats()];
  if (list.total === null) return null;
  return (
    <p class="total" role="status">
      <strong>{words.count(formats.count(list.total), list.total === 1)}</strong>
      {text === null ? null : (
        <>
          {" "}
          <bdi>{words.found(text)}</bdi>
        </>
      )}
    </p>
  );
}

/** The end of what is read of a list: reads on when it is scrolled to, or by a button, and says what failed. */
export function More({ list }: { list: RowPages }) {
  const [words, formats] = [useWords(rowWords), useFormats()];
  const place = useReached<HTMLDivElement>(list.more);
  const shown = list.pages.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <div ref={place} class="list-end">
      {list.problem === null ? null : <Failure problem={list.problem} retry={list.retry} />}
      {list.isLoading ? (
        <div class={list.pages.length === 0 ? "skeleton large" : "skeleton line"} role="status" />
      ) : null}
      {list.more === null ? null : (
        <button type="button" onClick={list.more}>
          {words.more(formats.count(shown), formats.count(list.total ?? shown))}
        </button>
      )}
    </div>
  );
}
