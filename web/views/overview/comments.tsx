import { Empty, Panel } from "../../parts/panel.tsx";
import { addressText, viewAddress } from "../../state/address.ts";
import type { CommentFigure } from "../../state/document.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { carried } from "../../state/query.ts";
import { onlyRule, type SatisfiedRule } from "../../state/satisfied-rule.ts";
import { useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

/** What unsatisfied customers wrote last, each with the way to its interaction. */
export function NewestComments() {
  const { address, go } = useFrame();
  const words = useWords(overviewWords);
  const resource = useSections("low_comments", "families", "about");
  const all = go === null ? null : <a href={viewAddress("comments", carried(address.query))}>{words.allComments}</a>;
  return (
    <Panel title={words.newest} resource={resource} actions={all} wide>
      {({ low_comments: comments, families, agents }) =>
        comments.length === 0 ? (
          <Empty>{agents === "named" ? words.noComments : words.noneOrFew}</Empty>
        ) : (
          <ul class="comments">
            {comments.map((comment) => (
              <Comment
                key={comment.response_id}
                comment={comment}
                rule={families.length === 1 ? onlyRule(families[0]?.rules ?? []) : null}
              />
            ))}
          </ul>
        )
      }
    </Panel>
  );
}

function Comment({ comment, rule }: { comment: CommentFigure; rule: SatisfiedRule | null }) {
  const { address, go } = useFrame();
  const [words, formats] = [useWords(overviewWords), useFormats()];
  const { interaction_id: id, submit_date: at, queue_name: queue, agent_name: agent, comment: text } = comment;
  const when = at === null ? null : <time dateTime={at}>{formats.minute(at)}</time>;
  const link = id === null ? null : addressText({ view: "interactions", id, query: carried(address.query) });
  return (
    <li>
      {text === null ? <p class="no-text">{words.withoutText}</p> : <blockquote dir="auto">{text}</blockquote>}
      <p class="facts">
        {[
          score(),
          queue === null ? null : <bdi key="queue">{queue}</bdi>,
          agent === null ? null : <bdi key="agent">{agent}</bdi>,
          when,
        ]
          .filter((fact) => fact !== null)
          .map((fact, at) => (
            <span key={at}>{fact}</span>
          ))}
        {link === null || go === null ? null : <a href={link}>{words.interaction}</a>}
      </p>
    </li>
  );

  function score(): string | null {
    const { csat_score: csat, nps_score: nps } = comment;
    if (csat === null) return nps === null ? null : words.npsScore(formats.plain(nps));
    if (rule === null) return words.scoreShare(formats.percent(csat));
    const { low, high, isTurned } = rule;
    return isTurned
      ? words.scoreTurned(formats.plain(high - csat * (high - low)), formats.plain(low))
      : words.scoreOf(formats.plain(low + csat * (high - low)), formats.plain(high));
  }
}
