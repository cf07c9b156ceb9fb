import { useState } from "preact/hooks";
import { addressText } from "../state/address.ts";
import { useFormats, useFrame } from "../state/frame.ts";
import { type Name, type NameList, nameOf, useNames } from "../state/names.ts";
import { folded, type Query, statedValues, toggled, toggledStated, valuesOf } from "../state/query.ts";
import { filterWords } from "../words/filter.ts";
import { useWords } from "../words/words.ts";
import { useAttributeName } from "./attribute-name.ts";
import { useDisplayName } from "./display-name.ts";
import { Menu } from "./menu.tsx";
import { Content } from "./panel.tsx";

/** Chooses several of a list by name: queues, agents, media, forms, questions, teams, divisions, values of the roster. */
export function NameFilter({ of }: { of: NameList }) {
  const { address } = useFrame();
  const [words, formats, attributeName] = [useWords(filterWords), useFormats(), useAttributeName()];
  const chosen = chosenOf(address.query, of);
  const [only] = chosen;
  return (
    <Menu
      label={typeof of === "string" ? words.kinds[of] : attributeName(of.attribute)}
      isActive={only !== undefined}
      {...(only === undefined
        ? {}
        : {
            value: chosen.length === 1 ? <Named of={of} id={only} /> : words.chosen(formats.count(chosen.length)),
          })}
    >
      {() => <Names of={of} chosen={chosen} />}
    </Menu>
  );
}

const chosenOf = (query: Query, of: NameList): readonly string[] =>
  typeof of === "string" ? valuesOf(query, of) : statedValues(query, of.attribute);

/** What a filter names, by its name. */
export function Named({ of, id }: { of: NameList; id: string }) {
  return typeof of === "string" ? <NamedOfKind of={of} id={id} /> : <>{useDisplayName()(of, { id, name: null })}</>;
}

/** Only ids of a kind are looked up: a value of the roster is its own name. */
function NamedOfKind({ of, id }: { of: NameList; id: string }) {
  return <>{useDisplayName()(of, { id, name: nameOf(useNames(of), id) })}</>;
}

/** With more names than this, they are searched. */
const searchedFrom = 8;
/** More are not drawn at one time: who looks for one of 5,000 agents types a part of the name. */
const maxDrawn = 200;

function Names({ of, chosen }: { of: NameList; chosen: readonly string[] }) {
  const [names, shown] = [useNames(of), useDisplayName()];
  const [wanted, setWanted] = useState("");
  const [words, formats] = [useWords(filterWords), useFormats()];
  const isChosen = ({ id, name }: Name): boolean =>
    typeof of === "string"
      ? chosen.includes(id) || chosen.includes(name ?? id)
      : chosen.some((one) => folded(one) === folded(id));
  return (
    <Content resource={names} size="small">
      {(all) => {
        const found = all.filter(({ id, name }) => searched(shown(of, { id, name })).includes(searched(wanted)));
        // What is chosen can be taken back, however many there are.
        const first = found.slice(0, maxDrawn);
        const drawn = [...found.slice(maxDrawn).filter(isChosen), ...first];
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
              {drawn.map((one) => (
                <li key={one.id}>
                  <Toggle of={of} name={one} isChosen={isChosen(one)} />
                </li>
              ))}
            </ul>
            {found.length === drawn.length ? null : (
              <p class="panel-note">{words.moreNames(formats.count(found.length - drawn.length))}</p>
            )}
          </>
        );
      }}
    </Content>
  );
}

function Toggle({ of, name: { id, name }, isChosen }: { of: NameList; name: Name; isChosen: boolean }) {
  const { address, go } = useFrame();
  const words = useWords(filterWords);
  const shown = useDisplayName();
  const { query } = address;
  const change = (): Query =>
    typeof of === "string"
      ? toggled(query, of, valuesOf(query, of).find((value) => value === id || value === name) ?? id)
      : toggledStated(query, of.attribute, id);
  return (
    <label class="check">
      <input type="checkbox" checked={isChosen} onChange={() => go?.(addressText({ ...address, query: change() }))} />
      <bdi>{id === "" && name === null ? words.unnamed : shown(of, { id, name })}</bdi>
    </label>
  );
}

const searched = (text: string): string => text.normalize("NFKC").toLowerCase();
