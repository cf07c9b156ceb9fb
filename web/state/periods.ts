import { type Period, type Query, singleOf } from "./query.ts";

/** The periods that one key each asks for; the second is the server's default, whose days are whole ones. */
export const periodNames = ["week", "month", "days", "quarter", "year"] as const;
export type PeriodName = (typeof periodNames)[number];

/** The period of a name, on a day (2026-03-05) of the organization. */
export function periodOf(name: PeriodName, today: string): Period {
  switch (name) {
    case "week":
      return { since: "7d" };
    case "month":
      return null;
    case "days":
      return { since: "90d" };
    case "quarter":
      return { since: firstOfQuarter(today) };
    // Whole weeks, so that weekdays compare.
    case "year":
      return { since: "52w" };
  }
}

function firstOfQuarter(today: string): string {
  const [year = "", month = ""] = today.split("-");
  const first = Math.floor((Number(month) - 1) / 3) * 3 + 1;
  // On its first days there is nothing to see of a quarter yet: then it is the one before.
  const days = (Date.parse(today) - Date.parse(`${year}-${two(first)}-01`)) / 86_400_000;
  if (days >= 7) return `${year}-${two(first)}-01`;
  return first === 1 ? `${Number(year) - 1}-10-01` : `${year}-${two(first - 3)}-01`;
}

const two = (number: number): string => String(number).padStart(2, "0");

/** Which of them an address asks for; null where it asks for other days. */
export function periodNameOf(query: Query, today: string): PeriodName | null {
  const [since, from] = [singleOf(query, "since"), singleOf(query, "from")];
  if (since === null) return from === null ? "month" : null;
  return (
    periodNames.find((name) => {
      const period = periodOf(name, today);
      return period !== null && "since" in period && period.since === since;
    }) ?? null
  );
}

/** The local day of a time, 2026-03-05. */
export function localDay(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${of["year"] ?? ""}-${of["month"] ?? ""}-${of["day"] ?? ""}`;
}

export function nextDay(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What an address asks for by `from` and `to`. */
interface AskedPeriod {
  /** As whole days, the last one included. */
  readonly first: string;
  readonly last: string;
  /** As times, to be written in this zone; null where only the server knows which times are meant. */
  readonly times: { readonly from: string; readonly to: string; readonly timeZone: string } | null;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
/** Whether it means the same everywhere. A browser takes a day for one of UTC, and a time without an offset for one of its own zone. */
const isInstant = (text: string): boolean => /T.*(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text);

/** Null where they are no times that a browser can read. Without `to` it is up to now. */
export function askedPeriod(
  from: string,
  to: string | null,
  { timeZone, today, now }: { readonly timeZone: string; readonly today: string; readonly now: Date },
): AskedPeriod | null {
  const [start, end] = [new Date(from), to === null ? now : new Date(to)];
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return null;
  const day = (text: string, at: Date): string => (isInstant(text) ? localDay(at, timeZone) : text.slice(0, 10));
  const first = day(from, start);
  const last = to === null ? today : nextDay(day(to, end), -1);
  const given = [from, ...(to === null ? [] : [to])];
  // Days are days wherever they are written: those of the organization need not be looked for.
  const times = given.every(isDay)
    ? { from: `${first}T00:00:00Z`, to: `${nextDay(last)}T00:00:00Z`, timeZone: "UTC" }
    : given.every(isInstant)
      ? { from, to: to ?? now.toISOString(), timeZone }
      : null;
  return { first, last, times };
}
