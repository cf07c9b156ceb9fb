import { useState } from "preact/hooks";
import { addressText } from "../state/address.ts";
import { useFormats, useFrame } from "../state/frame.ts";
import { localDay, nextDay, type PeriodName, periodNameOf, periodNames, periodOf } from "../state/periods.ts";
import { singleOf, withPeriod } from "../state/query.ts";
import { filterWords } from "../words/filter.ts";
import { useWords } from "../words/words.ts";
import { Menu } from "./menu.tsx";
import { Segments } from "./segments.tsx";

/** The period: five of them by one key each, or days of one's own. */
export function PeriodChoice() {
  const { address, today } = useFrame();
  const words = useWords(filterWords);
  const current = periodNameOf(address.query, today);
  const to = (name: PeriodName): string =>
    addressText({ ...address, query: withPeriod(address.query, periodOf(name, today)) });
  return (
    <div class="period">
      <Segments
        label={words.period}
        names={periodNames}
        chosen={current}
        words={words.periods}
        titles={words.periodsFull}
        keys={periodNames.map((_, at) => String(at + 1))}
        to={to}
      />
      <OwnDays isActive={current === null} />
    </div>
  );
}

function OwnDays({ isActive }: { isActive: boolean }) {
  const { address, about, today } = useFrame();
  const [words, formats] = [useWords(filterWords), useFormats()];
  const asked = askedDays(singleOf(address.query, "from"), singleOf(address.query, "to"), about.time_zone, today);
  const shown = isActive && asked ? formats.range({ from: asked.from, to: asked.to }) : undefined;
  return (
    <Menu label={words.ownDays} isActive={isActive} {...(shown === undefined ? {} : { value: shown })}>
      {(close) => (
        <Days first={asked?.first ?? nextDay(today, -28)} last={asked?.last ?? nextDay(today, -1)} close={close} />
      )}
    </Menu>
  );
}

function Days({ first: firstAsked, last: lastAsked, close }: { first: string; last: string; close: () => void }) {
  const { address, go, today } = useFrame();
  const words = useWords(filterWords);
  const [first, setFirst] = useState(firstAsked);
  const [last, setLast] = useState(lastAsked);
  const isRange = first !== "" && last !== "" && first <= last;
  return (
    <form
      class="days"
      onSubmit={(event) => {
        event.preventDefault();
        close();
        go?.(addressText({ ...address, query: withPeriod(address.query, { from: first, to: nextDay(last) }) }));
      }}
    >
      <label>
        {words.from}
        <input
          type="date"
          value={first}
          max={today}
          required
          onInput={(event) => setFirst(event.currentTarget.value)}
        />
      </label>
      <label>
        {words.to}
        <input
          type="date"
          value={last}
          min={first}
          max={today}
          required
          onInput={(event) => setLast(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={!isRange}>
        {words.show}
      </button>
    </form>
  );
}

/** As whole days, the last one included; null where the address has other times. */
function askedDays(from: string | null, to: string | null, timeZone: string, today: string) {
  if (from === null) return null;
  const [start, end] = [new Date(from), to === null ? new Date() : new Date(to)];
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return null;
  const day = (text: string, at: Date): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : localDay(at, timeZone));
  const last = to === null ? today : nextDay(day(to, end), -1);
  return { from, to: to ?? end.toISOString(), first: day(from, start), last };
}
