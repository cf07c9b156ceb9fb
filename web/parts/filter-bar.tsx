import { useId, useState } from "preact/hooks";
import { addressText } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { useHasPeople } from "../state/names.ts";
import { type QueryKey, singleOf, withValues } from "../state/query.ts";
import { filterWords } from "../words/filter.ts";
import { useWords } from "../words/words.ts";
import { Chips } from "./chips.tsx";
import { Choice } from "./menu.tsx";
import { NameFilter } from "./name-filter.tsx";
import { PeriodChoice } from "./period.tsx";
import { rules } from "./rule-switch.tsx";
import { ScoreFilter } from "./score-filter.tsx";

const compares = ["previous", "year"] as const;
const sources = ["all", "surveys", "evaluations"] as const;

const bases = ["completed", "interaction", "sent"] as const;

/** Which responses, of when, and how they are counted: all of it stands in the address. */
export function FilterBar() {
  const { about, address } = useFrame();
  const words = useWords(filterWords);
  const hasPeople = useHasPeople();

  const choice = <Name extends string>(
    key: QueryKey,
    names: readonly Name[],
    usual: Name,
    [label, own]: readonly [string, Readonly<Record<Name, string>>],
  ) => (
    <Choice
      label={label}
      names={names}
      chosen={names.find((name) => name === singleOf(address.query, key)) ?? usual}
      usual={usual}
      words={own}
      to={(name) => addressText({ ...address, query: withValues(address.query, key, name === usual ? [] : [name]) })}
    />
  );

  const [isMore, setMore] = useState(false);
  const id = useId();
  return (
    <search class="filters" aria-label={words.filters}>
      <div class="filter-row">
        <PeriodChoice />
        {choice("compare", compares, "previous", [words.compare, words.compares])}
        <NameFilter of="queue" />
        {hasPeople ? <NameFilter of="agent" /> : null}
        <NameFilter of="media" />
        <button type="button" class="choice" aria-expanded={isMore} aria-controls={id} onClick={() => setMore(!isMore)}>
          {words.more}
          <span class="caret" aria-hidden="true">
            {isMore ? "▴" : "▾"}
          </span>
        </button>
      </div>
      <div class="filter-row" id={id} hidden={!isMore}>
        {isMore ? (
          <>
            <NameFilter of="form" />
            <NameFilter of="question" />
            <NameFilter of="team" />
            <NameFilter of="division" />
            {about.roster.map((attribute) =>
              // Teams of a roster stand in place of Genesys': there is a filter for them.
              attribute === "team" ? null : <NameFilter key={attribute} of={{ attribute }} />,
            )}
            <ScoreFilter />
            {choice("source", sources, "all", [words.source, words.sources])}
            {choice("rule", rules, "genesys", [words.rule, words.rules])}
            {choice("basis", bases, "completed", [words.basis, words.bases])}
          </>
        ) : null}
      </div>
      <Chips />
    </search>
  );
}
