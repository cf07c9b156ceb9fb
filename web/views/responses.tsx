import { Empty } from "../parts/panel.tsx";
import { Population } from "../parts/population.tsx";
import { Exports, More, Orders, Total } from "../parts/row-tools.tsx";
import { useFrame } from "../state/frame.ts";
import { type Query, queryText, singleOf } from "../state/query.ts";
import { useRowPages } from "../state/row-pages.ts";
import { rowWords } from "../words/rows.ts";
import { useWords } from "../words/words.ts";
import { ResponseRows } from "./responses/response-rows.tsx";

/** The responses behind a number, as many as it says. */
export function Responses() {
  const { address } = useFrame();
  const { query } = address;
  return (
    <section class="panel" aria-labelledby="population">
      <header>
        <h2 id="population" class="population">
          <Population figure={singleOf(query, "figure")} />
        </h2>
        <Exports query={query} />
      </header>
      <List key={queryText(query)} query={query} />
    </section>
  );
}

function List({ query }: { query: Query }) {
  const words = useWords(rowWords);
  const list = useRowPages(query);
  return (
    <>
      <div class="list-tools">
        <Total list={list} text={singleOf(query, "text")} />
        <Orders />
      </div>
      {list.total === 0 ? <Empty>{words.nothingFound}</Empty> : null}
      {list.pages.length === 0 || list.total === 0 ? null : <ResponseRows pages={list.pages} query={query} />}
      <More list={list} />
    </>
  );
}
