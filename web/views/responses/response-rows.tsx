import type { CsatRecord } from "../../../src/csat/index.ts";
import { Highlighted } from "../../parts/highlighted.tsx";
import { ScoreBar, useScore } from "../../parts/score.tsx";
import { useFormats, useFrame } from "../../state/frame.ts";
import { useNear } from "../../state/near.ts";
import { type Query, singleOf } from "../../state/query.ts";
import { interactionAddress, type RowPage } from "../../state/rows.ts";
import { rowWords } from "../../words/rows.ts";
import { useWords } from "../../words/words.ts";

/** Responses as a table, page after page, with the way to each interaction. */
export function ResponseRows({ pages, query }: { pages: readonly RowPage[]; query: Query }) {
  const { columns, list } = useWords(rowWords);
  return (
    <div class="table responses">
      <table>
        <caption class="hidden">{list}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.score}</th>
            <th scope="col" class="number">
              {columns.nps}
            </th>
            <th scope="col">{columns.comment}</th>
            <th scope="col">{columns.queue}</th>
            <th scope="col">{columns.agent}</th>
            <th scope="col" class="minor">
              {columns.form}
            </th>
            <th scope="col">
              <span class="hidden">{columns.interaction}</span>
            </th>
          </tr>
        </thead>
        {pages.map(({ rows }, at) => (
          <Stretch key={at} rows={rows} query={query} />
        ))}
      </table>
    </div>
  );
}

const columnCount = 8;

/** Some rows of a long table, which are drawn where they are near the window. */
function Stretch({ rows, query }: { rows: readonly CsatRecord[]; query: Query }) {
  const { place, isNear } = useNear<HTMLTableSectionElement>();
  return (
    <tbody ref={place}>
      {isNear ? (
        rows.map((record) => <ResponseRow key={record.response_id} record={record} query={query} />)
      ) : (
        <tr>
          <td colSpan={columnCount} />
        </tr>
      )}
    </tbody>
  );
}

function ResponseRow({ record, query }: { record: CsatRecord; query: Query }) {
  const { go } = useFrame();
  const [words, formats, score] = [useWords(rowWords), useFormats(), useScore()];
  const { interaction_id: id, submit_date: at, comment, csat_score: csat } = record;
  const wanted = singleOf(query, "text") ?? "";
  return (
    <tr>
      <td class="when">
        {at === null ? words.notAnswered : <time dateTime={at}>{formats.minute(at)}</time>}
        <span class="cell-note">{noteOf()}</span>
      </td>
      <td class="score">
        <ScoreBar score={csat} /> {score(record) ?? "–"}
      </td>
      <td class="number">{record.nps_score === null ? "–" : formats.plain(record.nps_score)}</td>
      <td class="said" dir="auto">
        {comment === null || comment.trim() === "" ? "–" : <Highlighted text={cut(comment)} wanted={wanted} />}
      </td>
      <td>
        <bdi>{record.queue_name ?? "–"}</bdi>
      </td>
      <td>
        <bdi>{record.agent_name ?? "–"}</bdi>
      </td>
      <td class="minor">
        <bdi>{record.form_name ?? "–"}</bdi>
      </td>
      <td>{id === null || go === null ? null : <a href={interactionAddress(query, id)}>{words.interaction}</a>}</td>
    </tr>
  );

  /** An evaluation is none of the customer's, and a survey that is not finished says how far it is. */
  function noteOf(): string {
    if (record.source === "evaluation") return words.evaluation;
    return record.status === null || record.status === "Finished" ? "" : record.status;
  }
}

/** A row has some lines; the interaction shows the whole text. */
const maxLength = 280;

const cut = (text: string): string => (text.length > maxLength ? `${[...text].slice(0, maxLength).join("")} …` : text);
