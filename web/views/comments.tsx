import { Empty } from "../parts/panel.tsx";
import { Exports, More, Orders, RowChoice, Total } from "../parts/row-tools.tsx";
import { useFrame } from "../state/frame.ts";
import { type Query, queryText, singleOf } from "../state/query.ts";
import { useRowPages } from "../state/row-pages.ts";
import { commentQuery } from "../state/rows.ts";
import { scoreNameOf, scoreNames, scoreRanges } from "../state/scores.ts";
import { filterWords } from "../words/filter.ts";
import { rowWords } from "../words/rows.ts";
import { useWords } from "../words/words.ts";
import { CommentPage } from "./comments/comment-page.tsx";

/** What customers wrote, the newest first, searched and chosen by score. */
export function Comments() {
  const { address } = useFrame();
  const query = commentQuery(address.query);
  return (
    <div class="panel">
      <Choices query={query} />
      <List key={queryText(query)} query={query} />
    </div>
  );
}

const texts = ["comments", "responses"] as const;

function Choices({ query }: { query: Query }) {
  const [words, filters] = [useWords(rowWords), useWords(filterWords)];
  const [figure, score] = [singleOf(query, "figure"), singleOf(query, "score")];
  return (
    <div class="list-tools">
      <RowChoice
        {...{ label: words.show, names: texts, words: words.texts, of: "figure" }}
        chosen={texts.find((name) => name === figure) ?? "comments"}
        value={(name) => (name === "comments" ? null : name)}
      />
      <RowChoice
        {...{ label: filters.kinds.score, names: scoreNames, words: filters.scores, of: "score" }}
        chosen={scoreNameOf(score) ?? "all"}
        value={(name) => scoreRanges[name]}
      />
      <Orders />
      <Exports query={query} />
    </div>
  );
}

function List({ query }: { query: Query }) {
  const words = useWords(rowWords);
  const list = useRowPages(query);
  const text = singleOf(query, "text");
  return (
    <>
      <Total list={list} text={text} />
      {list.total === 0 ? <Empty>{words.nothingFound}</Empty> : null}
      {list.pages.map(({ rows }, at) => (
        <CommentPage key={at} rows={rows} wanted={text ?? ""} query={query} />
      ))}
      <More list={list} />
    </>
  );
}
