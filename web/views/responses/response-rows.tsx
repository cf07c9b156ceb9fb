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
  const state = stateOf(record, words.statuses);
  // What nobody has answered is found by its contact.
  const contact = record.interaction_end ?? record.interaction_start;
  const waiting = contact === null ? null : words.contact(formats.minute(contact));
  const note = record.source === "evaluation" ? words.evaluation : at === null ? waiting : state;
  return (
    <tr>
      <td class="when">
        {at === null ? (state ?? words.notAnswered) : <time dateTime={at}>{formats.minute(at)}</time>}
        {note === null ? null : <span class="cell-note">{note}</span>}
      </td>
      <td class="score">
        <ScoreBar score={csat} /> {score(record) ?? "–"}
      </td>
      <td class="number nps">{record.nps_score === null ? "–" : formats.plain(record.nps_score)}</td>
      <td class="said" dir="auto">
        {comment === null || comment.trim() === "" ? "–" : <Highlighted text={cut(comment)} wanted={wanted} />}
      </td>
      <td class="queue">
        <bdi>{record.queue_name ?? "–"}</bdi>
      </td>
      <td class="agent">
        <bdi>{record.agent_name ?? "–"}</bdi>
      </td>
      <td class="minor">
        <bdi>{record.form_name ?? "–"}</bdi>
      </td>
      <td class="way">
        {id === null || go === null ? null : (
          <a href={interactionAddress(query, id, "responses")}>{words.interaction}</a>
        )}
      </td>
    </tr>
  );
}

/** How far a survey has come that is not finished, in words. */
function stateOf({ source, status }: CsatRecord, statuses: Readonly<Record<string, string>>): string | null {
  if (source === "evaluation" || status === null || status === "Finished") return null;
  return Object.hasOwn(statuses, status) ? (statuses[status] ?? status) : status;
}

/** A row has some lines; the interaction shows the whole text. */
const maxLength = 280;

const cut = (text: string): string => (text.length > maxLength ? `${[...text].slice(0, maxLength).join("")} …` : text);
