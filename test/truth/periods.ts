import { day, hour, minute } from "../../src/base/index.ts";

export type PeriodUnit = "hour" | "day" | "week" | "month" | "quarter";

interface Local {
  readonly date: string;
  readonly hour: number;
  /** As `+02:00`. */
  readonly offset: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall-clock time, by the runtime's own tables of time zones. */
function localTime(time: number, timeZone: string): Local {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-CA", {
      ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
      ...{ hourCycle: "h23", timeZoneName: "longOffset" },
    });
  formats.set(timeZone, format);
  const part = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const offset = part.get("timeZoneName")?.replace("GMT", "") || "+00:00";
  return {
    date: `${part.get("year")}-${part.get("month")}-${part.get("day")}`,
    hour: Number(part.get("hour")),
    offset,
  };
}

/** What a period of local time that a moment lies in is called. */
export function periodOf(time: number, unit: PeriodUnit, timeZone: string, firstDayOfWeek: number): string {
  const local = localTime(time, timeZone);
  switch (unit) {
    case "hour":
      return `${local.date}T${two(local.hour)}:${two(firstMinute(time, local, timeZone))}${local.offset}`;
    case "day":
      return local.date;
    case "week": {
      const midnight = Date.parse(local.date);
      const past = (new Date(midnight).getUTCDay() - firstDayOfWeek + 7) % 7;
      return new Date(midnight - past * day).toISOString().slice(0, 10);
    }
    case "month":
      return local.date.slice(0, 7);
    case "quarter":
      return `${local.date.slice(0, 4)}-Q${Math.ceil(Number(local.date.slice(5, 7)) / 3)}`;
  }
}

/** Weekday, 1 is Monday, and hour of the day. */
export function hourOfWeek(time: number, timeZone: string): string {
  const local = localTime(time, timeZone);
  return `${new Date(Date.parse(local.date)).getUTCDay() || 7} ${local.hour}`;
}

/** Where clocks go by half an hour, an hour of local time may begin at half past. */
function firstMinute(time: number, local: Local, timeZone: string): number {
  const whole = Math.floor(time / minute) * minute;
  for (let past = 0; past < hour; past += minute) {
    const before = localTime(whole - past - minute, timeZone);
    if (before.hour !== local.hour || before.offset !== local.offset) return minuteOf(whole - past, local.offset);
  }
  return 0;
}

function minuteOf(time: number, offset: string): number {
  const away = Number(offset.slice(-2)) * (offset.startsWith("-") ? -1 : 1);
  return (((Math.floor(time / minute) + away) % 60) + 60) % 60;
}

const two = (number: number): string => String(number).padStart(2, "0");
