import { addressText } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { singleOf, withValues } from "../state/query.ts";
import { filterWords } from "../words/filter.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";
import { Segments } from "./segments.tsx";

export const rules = ["genesys", "last", "first", "longest", "all"] as const;

/** Who is credited with an answer, for comparing one rule with another by a click each. */
export function RuleSwitch() {
  const { address, go } = useFrame();
  const [words, full] = [useWords(groupWords), useWords(filterWords)];
  const chosen = rules.find((rule) => rule === singleOf(address.query, "rule")) ?? "genesys";
  if (go === null) return null;
  return (
    <div class="switch">
      <span>{words.creditedTo}</span>
      <Segments
        label={words.creditedTo}
        names={rules}
        chosen={chosen}
        words={words.rules}
        titles={full.rules}
        to={(rule) =>
          addressText({ ...address, query: withValues(address.query, "rule", rule === "genesys" ? [] : [rule]) })
        }
      />
    </div>
  );
}
