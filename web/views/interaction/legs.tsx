import type { AgentLeg } from "../../../src/csat/index.ts";
import { Empty } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { durationText } from "../../state/duration.ts";
import { interactionWords } from "../../words/interaction.ts";
import { useWords } from "../../words/words.ts";

/** Who had a part in it, on which queue, for how long. */
export function Legs({ legs }: { legs: readonly AgentLeg[] }) {
  const words = useWords(interactionWords);
  const took = (seconds: number) => durationText(seconds, words.units);
  const columns: readonly Column<AgentLeg>[] = [
    { key: "agent", title: words.agent, isHead: true, cell: ({ agent_name: name }) => <bdi>{name ?? "–"}</bdi> },
    { key: "queue", title: words.queue, cell: ({ queue_name: name }) => <bdi>{name ?? "–"}</bdi> },
    { key: "talk", title: words.talked, isNumber: true, cell: (leg) => took(leg.talk_seconds) },
    { key: "hold", title: words.held, isNumber: true, cell: (leg) => took(leg.hold_seconds) },
    { key: "acw", title: words.acw, isNumber: true, cell: (leg) => took(leg.acw_seconds) },
    { key: "wrap", title: words.wrapUp, cell: (leg) => <bdi>{leg.wrap_up.filter(Boolean).join(", ") || "–"}</bdi> },
  ];
  return (
    <section class="panel wide" aria-labelledby="legs">
      <header>
        <h2 id="legs">{words.legs}</h2>
      </header>
      {legs.length === 0 ? (
        <Empty>{words.noLegs}</Empty>
      ) : (
        <Table caption={words.legs} columns={columns} rows={legs} rowKey={(leg) => JSON.stringify(leg)} />
      )}
    </section>
  );
}
