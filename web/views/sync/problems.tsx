import { Empty } from "../../parts/panel.tsx";
import { useFormats } from "../../state/frame.ts";
import type { OrganizationStatus } from "../../state/status.ts";
import { syncWords } from "../../words/sync.ts";
import { useWords } from "../../words/words.ts";

/** What was found and could not be read or stored, with the reason. */
export function Problems({ of: { problems } }: { of: OrganizationStatus }) {
  const [words, formats] = [useWords(syncWords), useFormats()];
  const { count, newest } = problems;
  if (count === 0 || newest.length === 0) return <Empty>{words.noProblems}</Empty>;
  return (
    <>
      {count === null || count <= newest.length ? null : <p class="note">{words.more(formats.count(count))}</p>}
      <ul class="problems">
        {newest.map(({ kind, id, reason }) => (
          <li key={`${kind} ${id}`}>
            <bdi>{reason}</bdi>
            <span class="cell-note">
              {kind} <code>{id}</code>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
