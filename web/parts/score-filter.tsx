import { addressText } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { singleOf, withValues } from "../state/query.ts";
import { scoreNameOf, scoreNames, scoreRanges } from "../state/scores.ts";
import { filterWords } from "../words/filter.ts";
import { useWords } from "../words/words.ts";
import { Choice } from "./menu.tsx";

/** Chooses responses by how satisfied they are. */
export function ScoreFilter() {
  const { address } = useFrame();
  const words = useWords(filterWords);
  return (
    <Choice
      {...{ label: words.kinds.score, names: scoreNames, words: words.scores, usual: "all" }}
      chosen={scoreNameOf(singleOf(address.query, "score")) ?? "all"}
      to={(name) => {
        const range = scoreRanges[name];
        return addressText({ ...address, query: withValues(address.query, "score", range === null ? [] : [range]) });
      }}
    />
  );
}
