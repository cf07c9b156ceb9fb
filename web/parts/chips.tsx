import { addressText } from "../state/address.ts";
import { useFormats, useFrame } from "../state/frame.ts";
import { type NameKind, nameKinds } from "../state/names.ts";
import { activeFilters, type Query, readStated } from "../state/query.ts";
import { filterWords } from "../words/filter.ts";
import { useWords } from "../words/words.ts";
import { useAttributeName } from "./attribute-name.ts";
import { useChosenAttribute } from "./group-switch.tsx";
import { Named } from "./name-filter.tsx";

/** What is filtered by, each with a way to take it back. */
export function Chips() {
  const { address } = useFrame();
  const words = useWords(filterWords);
  const active = activeFilters(address.query);
  if (active.length === 0) return null;
  const withoutThese = (gone: Query): string =>
    addressText({ ...address, query: address.query.filter((pair) => !gone.includes(pair)) });
  return (
    <ul class="chips">
      {active.map((pair) => (
        <li key={pair.join(" ")} class="chip">
          <Filter pair={pair} />
          <a href={withoutThese([pair])} class="remove" aria-label={words.remove(pair.join(" "))}>
            ×
          </a>
        </li>
      ))}
      {active.length < 2 ? null : (
        <li>
          <a href={withoutThese(active)} class="clear">
            {words.clearAll}
          </a>
        </li>
      )}
    </ul>
  );
}

const kindOf = (key: string): NameKind | null => nameKinds.find((kind) => kind === key) ?? null;
const wordOf = (words: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(words, key) ? (words[key] ?? key) : key;

/** One filter in words. */
function Filter({ pair: [key, value] }: { pair: Query[number] }) {
  const [words, formats] = [useWords(filterWords), useFormats()];
  const [attributeName, attribute] = [useAttributeName(), useChosenAttribute()];
  const kind = kindOf(key);
  const stated = key === "roster" ? readStated(value) : null;
  const own: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
    source: [words.source, words.sources],
    rule: [words.rule, words.rules],
    basis: [words.basis, words.bases],
    compare: [words.compare, words.compares],
  };
  if (kind !== null) {
    return (
      <Worded label={words.kinds[kind]}>
        <Named of={kind} id={value} />
      </Worded>
    );
  }
  if (stated !== null) {
    return (
      <Worded label={attributeName(stated.attribute)}>
        <Named of={{ attribute: stated.attribute }} id={stated.value} />
      </Worded>
    );
  }
  const [label, values] = own[key] ?? [];
  if (label !== undefined && values !== undefined) return <Worded label={label}>{wordOf(values, value)}</Worded>;
  if (key === "by") {
    const grouping = attribute === null ? wordOf(words.kinds, value) : attributeName(attribute);
    return <Worded label={wordOf(words.kinds, key)}>{grouping}</Worded>;
  }
  if (value === "false") return <Worded label={key}>{value}</Worded>;
  if (key === "linked") return <span>{words.linked}</span>;
  if (key === "unlinked") return <span>{words.unlinked}</span>;
  if (key === "pool") return <span>{words.pool}</span>;
  return (
    <Worded label={wordOf(words.kinds, key)}>{key === "score" ? scoreText(value, formats.percent) : value}</Worded>
  );
}

function Worded({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <span>
      <span class="chip-label">{label}</span> <bdi>{children}</bdi>
    </span>
  );
}

/** `0..0.25` in percent. */
function scoreText(text: string, percent: (share: number) => string): string {
  const [low, high] = text.split("..").map(Number);
  return low === undefined || high === undefined || Number.isNaN(low + high)
    ? text
    : `${percent(low)}–${percent(high)}`;
}
