import type { Language } from "./words/words.ts";

const locales: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE" };

const hard = "\u00a0";
/** Intl writes narrow and thin spaces, which some terminals draw as nothing. */
const even = (text: string): string => text.replace(/[\u2009\u202f]/g, hard).replaceAll("-", "−");
const dashed = (text: string): string => text.replace(/[\s\u2009\u202f]*[–-][\s\u2009\u202f]*/g, " – ");

/** Numbers and times as a language writes them. A no-break space stands where a line must not end. */
export function createFormats(language: Language, timeZone: string) {
  const locale = locales[language];
  const numbers = (digits: number, signed = false): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: signed ? "exceptZero" : "negative",
    });
  const [whole, one, two, signed] = [numbers(0), numbers(1), numbers(2), numbers(0, true)];
  const signedTwo = numbers(2, true);
  const date = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const day = date({ day: "numeric", month: "short" });
  const dayOfYear = date({ day: "numeric", month: "short", year: "numeric" });
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const minute = date({ day: "numeric", month: "short", ...clock });
  const minuteOfYear = date({ day: "numeric", month: "short", year: "numeric", ...clock });
  const time = date(clock);
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });

  const percentages = (share: number): string => {
    const percent = share * 100;
    // A share that is not nothing must not read as nothing, nor all but one as all.
    const near = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
    if (!near) return even(whole.format(percent));
    if (percent < 0.1) return `<${hard}${even(one.format(0.1))}`;
    return percent > 99.9 ? `>${hard}${even(one.format(99.9))}` : even(one.format(percent));
  };
  const isMidnight = (at: Date): boolean => time.format(at) === "00:00";

  return {
    count: (value: number): string => even(whole.format(value)),
    /** `0.84` as `84 %`. */
    percent: (share: number): string => `${percentages(share)}${hard}%`,
    /** `0.84` as `84`. */
    points: percentages,
    /** `0.04` as `+4`, and −0.04 as `−4`: of changes and of NPS. */
    signed: (share: number): string => even(signed.format(share * 100)),
    signedTwo: (value: number): string => even(signedTwo.format(value)),
    /** A mean on 0 to 1. */
    two: (value: number): string => even(two.format(value)),
    one: (value: number): string => even(one.format(value)),
    /** As short as it is exact enough: `4` and `4.5`. */
    plain: (value: number): string => even(new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)),
    day: (iso: string): string => day.format(new Date(iso)),
    minute: (iso: string): string => minute.format(new Date(iso)),
    minuteOfYear: (iso: string): string => minuteOfYear.format(new Date(iso)),
    /** 1 is Monday. 5 January 1970 was one. */
    weekday: (number: number): string => weekdays.format(new Date(Date.UTC(1970, 0, 4 + number))),
    hour: (number: number): string => `${String(number).padStart(2, "0")}:00`,
    /** Half-open: whole days are written as their first and last one, anything else with its times. */
    range({ from, to }: { readonly from: string; readonly to: string }): string {
      const [start, end] = [new Date(from), new Date(to)];
      if (!isMidnight(start) || !isMidnight(end)) return dashed(minuteOfYear.formatRange(start, end));
      const last = new Date(end.getTime() - 1);
      return dashed(dayOfYear.formatRange(start, last < start ? start : last));
    },
  };
}
