import { useMemo } from "preact/hooks";
import { type Setting, type TimelineRow, timeline } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Empty } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { clockText, durationText } from "../../state/duration.ts";
import { useFormats } from "../../state/frame.ts";
import type { Piece } from "../../state/interaction.ts";
import { interactionWords } from "../../words/interaction.ts";
import { useWords } from "../../words/words.ts";

type Words = (typeof interactionWords)["en"];

/** The course of an interaction, drawn and as a table. */
export function TimelinePanel({ pieces }: { pieces: readonly Piece[] | null }) {
  const words = useWords(interactionWords);
  return (
    <section class="panel wide" aria-labelledby="timeline">
      <header>
        <h2 id="timeline">{words.timeline}</h2>
      </header>
      {pieces === null || pieces.length === 0 ? <Empty>{words.noTimeline}</Empty> : <Course pieces={pieces} />}
    </section>
  );
}

function Course({ pieces }: { pieces: readonly Piece[] }) {
  const [words, formats] = [useWords(interactionWords), useFormats()];
  const draw = useMemo(
    () => (setting: Setting) =>
      timeline({ ...setting, rows: rowsOf(pieces, words), kinds: words.kinds, duration: clockText, end: null }),
    [pieces, words],
  );
  const columns: readonly Column<Piece>[] = [
    {
      key: "from",
      title: words.from,
      isHead: true,
      cell: ({ from }) => <time dateTime={from}>{formats.minute(from)}</time>,
    },
    { key: "what", title: words.stage, cell: ({ kind }) => words.kinds[kind] },
    { key: "who", title: words.who, cell: (piece) => <bdi>{whose(piece, words)}</bdi> },
    { key: "took", title: words.took, isNumber: true, cell: (piece) => tookOf(piece, words) },
  ];
  return (
    <Chart title={words.timeline} draw={draw}>
      <Table caption={words.timeline} columns={columns} rows={pieces} rowKey={(piece) => JSON.stringify(piece)} />
    </Chart>
  );
}

/** A line each for the menu, each queue and each agent, in the order in which they come. */
function rowsOf(pieces: readonly Piece[], words: Words): readonly TimelineRow[] {
  const rows = new Map<string, TimelineRow["pieces"][number][]>();
  for (const piece of pieces) {
    const { kind, from, to } = piece;
    const own = {
      ...{ kind, from: Date.parse(from), to: to === null ? null : Date.parse(to) },
      text: `${words.kinds[kind]}, ${tookOf(piece, words)}`,
    };
    const name = whose(piece, words);
    const row = rows.get(name);
    if (row) row.push(own);
    else rows.set(name, [own]);
  }
  return [...rows].map(([name, own]) => ({ name, pieces: own }));
}

function whose({ kind, agent_name: agent, queue_name: queue }: Piece, words: Words): string {
  if (kind === "ivr") return words.menu;
  if (kind === "wait") return queue ?? words.queue;
  return agent ?? (kind === "voicemail" ? words.kinds.voicemail : words.agent);
}

const tookOf = ({ from, to }: Piece, words: Words): string =>
  to === null ? words.stillOn : durationText((Date.parse(to) - Date.parse(from)) / 1000, words.units);
