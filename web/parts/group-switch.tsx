import { addressText } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { folded, singleOf, without, withValues } from "../state/query.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";
import { useAttributeName } from "./attribute-name.ts";
import { Segments } from "./segments.tsx";

/** The attribute of the roster that the address groups by. */
export function useChosenAttribute(): string | null {
  const { about, address } = useFrame();
  const by = singleOf(address.query, "by");
  return by === null ? null : (about.roster.find((one) => folded(one) === folded(by)) ?? null);
}

/** What groups are by, for whoever has a roster: queues or one of its attributes. */
export function GroupSwitch() {
  const { about, address, go } = useFrame();
  const [words, attributeName, chosen] = [useWords(groupWords), useAttributeName(), useChosenAttribute()];
  if (go === null || about.roster.length === 0) return null;
  const names = ["queue", ...about.roster];
  const query = without(address.query, "sort");
  return (
    <div class="switch">
      <span>{words.groupedBy}</span>
      <Segments
        label={words.groupedBy}
        names={names}
        chosen={chosen ?? "queue"}
        words={Object.fromEntries(names.map((name) => [name, name === "queue" ? words.queue : attributeName(name)]))}
        to={(name) => addressText({ ...address, query: withValues(query, "by", name === "queue" ? [] : [name]) })}
      />
    </div>
  );
}
