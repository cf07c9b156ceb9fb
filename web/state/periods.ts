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
