import { useState } from "preact/hooks";
import { addressText } from "../state/address.ts";
import { formatsOf, useFrame } from "../state/frame.ts";
import { askedPeriod, nextDay, type PeriodName, periodNameOf, periodNames, periodOf } from "../state/periods.ts";
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
  const { address, about, today, language } = useFrame();
  const words = useWords(filterWords);
  const [from, to] = [singleOf(address.query, "from"), singleOf(address.query, "to")];
  const asked = from === null ? null : askedPeriod(from, to, { timeZone: about.time_zone, today, now: new Date() });
  const times = asked?.times;
  const written = times ? formatsOf(language, times.timeZone).range(times) : [from, to].filter(Boolean).join(" – ");
  const shown = isActive && asked ? written : undefined;
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
