import { useState } from "preact/hooks";
import { addressText } from "../state/address.ts";
import { useFormats, useFrame } from "../state/frame.ts";
import { type Name, type NameKind, nameOf, useNames } from "../state/names.ts";
import { toggled, valuesOf } from "../state/query.ts";
import { filterWords } from "../words/filter.ts";
import { useWords } from "../words/words.ts";
import { useDisplayName } from "./display-name.ts";
import { Menu } from "./menu.tsx";
import { Content } from "./panel.tsx";

/** Chooses several of a kind by name: queues, agents, media, forms, questions, teams, divisions. */
export function NameFilter({ kind }: { kind: NameKind }) {
  const { address } = useFrame();
  const [words, formats] = [useWords(filterWords), useFormats()];
  const chosen = valuesOf(address.query, kind);
  const [only] = chosen;
  return (
    <Menu
      label={words.kinds[kind]}
      isActive={only !== undefined}
      {...(only === undefined
        ? {}
        : {
            value: chosen.length === 1 ? <Named kind={kind} id={only} /> : words.chosen(formats.count(chosen.length)),
          })}
    >
      {() => <Names kind={kind} chosen={chosen} />}
    </Menu>
  );
}

/** What a filter names, by its name. */
export function Named({ kind, id }: { kind: NameKind; id: string }) {
  return <>{useDisplayName()(kind, { id, name: nameOf(useNames(kind), id) })}</>;
}

/** With more names than this, they are searched. */
const searchedFrom = 8;

function Names({ kind, chosen }: { kind: NameKind; chosen: readonly string[] }) {
  const [names, shown] = [useNames(kind), useDisplayName()];
  const [wanted, setWanted] = useState("");
  const words = useWords(filterWords);
  return (
    <Content resource={names} size="small">
      {(all) => {
        const found = all.filter(({ id, name }) => folded(shown(kind, { id, name })).includes(folded(wanted)));
        return (
          <>
            {all.length < searchedFrom ? null : (
              <input
                type="search"
                class="find"
                placeholder={words.find}
                aria-label={words.find}
                value={wanted}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
            )}
            {found.length === 0 ? <p class="state empty">{words.noneFound}</p> : null}
            <ul class="choices">
              {found.map((one) => (
                <li key={one.id}>
                  <Toggle
                    kind={kind}
                    name={one}
                    isChosen={chosen.includes(one.id) || chosen.includes(one.name ?? one.id)}
                  />
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Content>
  );
}

function Toggle({ kind, name: { id, name }, isChosen }: { kind: NameKind; name: Name; isChosen: boolean }) {
  const { address, go } = useFrame();
  const words = useWords(filterWords);
  const shown = useDisplayName();
  const asked = valuesOf(address.query, kind).find((value) => value === id || value === name) ?? id;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isChosen}
        onChange={() => go?.(addressText({ ...address, query: toggled(address.query, kind, asked) }))}
      />
      <bdi>{id === "" && name === null ? words.unnamed : shown(kind, { id, name })}</bdi>
    </label>
  );
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();
