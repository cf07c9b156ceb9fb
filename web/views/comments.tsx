import { Empty } from "../parts/panel.tsx";
import { Exports, More, Orders, RowChoice, Total } from "../parts/row-tools.tsx";
import { useFrame } from "../state/frame.ts";
import { type Query, queryText, singleOf } from "../state/query.ts";
import { useRowPages } from "../state/row-pages.ts";
import { commentQuery } from "../state/rows.ts";
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

/** Thirds of a scale; no value of a scale of up to 11 lies between two of them. */
const scores = { all: null, low: "0..0.35", middle: "0.36..0.64", high: "0.65..1" } as const;
const scoreNames = ["all", "low", "middle", "high"] as const;

function Choices({ query }: { query: Query }) {
  const words = useWords(rowWords);
  const [figure, score] = [singleOf(query, "figure"), singleOf(query, "score")];
  return (
    <div class="list-tools">
      <RowChoice
        {...{ label: words.show, names: texts, words: words.texts, of: "figure" }}
        chosen={texts.find((name) => name === figure) ?? "comments"}
        value={(name) => (name === "comments" ? null : name)}
      />
      <RowChoice
        {...{ label: words.score, names: scoreNames, words: words.scores, of: "score" }}
        chosen={scoreNames.find((name) => scores[name] === score) ?? "all"}
        value={(name) => scores[name]}
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
