import type { ComponentChildren } from "preact";
import { Change } from "../../parts/change.tsx";
import { GroupName } from "../../parts/group-name.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { useSentences } from "../../parts/sentences.ts";
import { SeriesLine } from "../../parts/series-line.tsx";
import { viewAddress } from "../../state/address.ts";
import { lowestFirst, mostChangedFirst } from "../../state/concern.ts";
import type { GroupFigures } from "../../state/document.ts";
import { ofGroup } from "../../state/drill.ts";
import { useFrame } from "../../state/frame.ts";
import { carried } from "../../state/query.ts";
import { groupDrills } from "../../state/section-drills.ts";
import { useSections } from "../../state/sections.ts";
import { useSeries } from "../../state/series.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

const maxListed = 5;

/** Which queues got better or worse, and whether that is sure. */
export function Moved() {
  const words = useWords(overviewWords);
  return (
    <Listed
      {...{ title: words.moved, note: words.movedNote, nothing: words.nothingMoved }}
      choose={mostChangedFirst}
      line={(queue) => <Course queue={queue} />}
    >
      {(queue) => <Change change={queue.change} />}
    </Listed>
  );
}

/** How a queue went through both periods; nothing where that is not shown. */
function Course({ queue }: { queue: GroupFigures }) {
  const series = useSeries("queue");
  return series.state === "ready" && series.value === null ? null : (
    <span class="row-line">
      <SeriesLine by="queue" group={queue} series={series} />
    </span>
  );
}

/** Which queues are worst. */
export function Lowest() {
  const words = useWords(overviewWords);
  const sentences = useSentences();
  return (
    <Listed title={words.lowest} note={words.lowestNote} nothing={words.nothingLow} choose={lowestFirst}>
      {({ csat }) => <span class="chance">{sentences.chance(csat, "percent")}</span>}
    </Listed>
  );
}

function Listed(props: {
  title: string;
  note: string;
  nothing: string;
  choose: (queues: readonly GroupFigures[]) => readonly GroupFigures[];
  line?: (queue: GroupFigures) => ComponentChildren;
  children: (queue: GroupFigures) => ComponentChildren;
}) {
  const { title, note, nothing, choose, line, children } = props;
  const { address, go } = useFrame();
  const words = useWords(overviewWords);
  const resource = useSections("queues");
  const all = go === null ? null : <a href={viewAddress("queues", carried(address.query))}>{words.allQueues}</a>;
  return (
    <Panel title={title} note={note} resource={resource} actions={all}>
      {({ queues }) => {
        const listed = choose(queues).slice(0, maxListed);
        return listed.length === 0 ? (
          <Empty>{nothing}</Empty>
        ) : (
          <ul class="rows">
            {listed.map((queue) => (
              <Row key={queue.id} queue={queue} line={line?.(queue)}>
                {children(queue)}
              </Row>
            ))}
          </ul>
        );
      }}
    </Panel>
  );
}

function Row(props: { queue: GroupFigures; line: ComponentChildren; children: ComponentChildren }) {
  const { queue, line, children } = props;
  const { address, go } = useFrame();
  const words = useWords(overviewWords);
  const sentences = useSentences();
  const { csat } = queue;
  const own = ofGroup(address.query, "queue", queue.id);
  return (
    <li>
      <span class="row-name">
        <GroupName by="queue" group={queue} />
      </span>
      {line}
      <strong class="row-value">{sentences.missing(csat) ?? sentences.write(csat.value ?? 0, "percent")}</strong>
      <span class="row-verdict">{children}</span>
      <span class="row-links">
        {csat.n === null ? null : (
          <Count
            n={csat.n}
            to={groupDrills(address.query, "queue", queue).csat?.to ?? null}
            text={sentences.answers(csat.n)}
          />
        )}
        {go === null || own === null ? null : <a href={viewAddress("comments", own)}>{words.comments}</a>}
      </span>
    </li>
  );
}
