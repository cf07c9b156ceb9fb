import type { CsatRecord } from "../../../src/csat/index.ts";
import { Highlighted } from "../../parts/highlighted.tsx";
import { ScoreBar, useScore } from "../../parts/score.tsx";
import { useFormats, useFrame } from "../../state/frame.ts";
import { useNear } from "../../state/near.ts";
import type { Query } from "../../state/query.ts";
import { interactionAddress } from "../../state/rows.ts";
import { rowWords } from "../../words/rows.ts";
import { useWords } from "../../words/words.ts";

interface PageProps {
  readonly rows: readonly CsatRecord[];
  /** What was searched for. */
  readonly wanted: string;
  readonly query: Query;
}

/** Some comments of a long list, which are drawn where they are near the window. */
export function CommentPage({ rows, wanted, query }: PageProps) {
  const { place, isNear } = useNear<HTMLDivElement>();
  return (
    <div ref={place} class="stretch">
      {isNear ? (
        <ul class="comments whole">
          {rows.map((record) => (
            <Comment key={record.response_id} {...{ record, wanted, query }} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Comment({ record, wanted, query }: { record: CsatRecord } & Omit<PageProps, "rows">) {
  const { go } = useFrame();
  const [words, formats, score] = [useWords(rowWords), useFormats(), useScore()];
  const { interaction_id: id, submit_date: at, queue_name: queue, agent_name: agent, nps_score: nps } = record;
  const written = writtenIn(record);
  return (
    <li>
      {written.length === 0 ? <p class="no-text">{words.withoutText}</p> : null}
      {written.map((text, index) => (
        <blockquote key={index} dir="auto">
          <Highlighted text={text} wanted={wanted} />
        </blockquote>
      ))}
      <p class="facts">
        {record.csat_score === null ? null : (
          <span class="score">
            <ScoreBar score={record.csat_score} /> {score(record)}
          </span>
        )}
        {nps === null ? null : <span>{words.npsScore(formats.plain(nps))}</span>}
        {queue === null ? null : <bdi>{queue}</bdi>}
        {agent === null ? null : <bdi>{agent}</bdi>}
        {at === null ? null : <time dateTime={at}>{formats.minute(at)}</time>}
        {id === null || go === null ? null : (
          <a href={interactionAddress(query, id, "comments")}>{words.interaction}</a>
        )}
      </p>
    </li>
  );
}

/** Everything that somebody wrote in a response, each text once. */
export function writtenIn({ comment, answers }: Pick<CsatRecord, "comment" | "answers">): readonly string[] {
  const texts = answers.flatMap((one) => [
    one.type === "freeTextQuestion" && typeof one.answer === "string" ? one.answer : null,
    one.comment,
  ]);
  const all = [comment, ...texts].flatMap((text) => (text === null || text.trim() === "" ? [] : [text.trim()]));
  return [...new Set(all)];
}
