/** How units are written after their number. */
export interface DurationUnits {
  readonly d: string;
  readonly h: string;
  readonly min: string;
  readonly s: string;
}

const hard = "\u00a0";

/** The two largest units that a length of time has: `3 min 20 s`, `2 d 4 h`. */
export function durationText(seconds: number, units: DurationUnits): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), units.d],
    [Math.floor(whole / 3600) % 24, units.h],
    [Math.floor(whole / 60) % 60, units.min],
    [whole % 60, units.s],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  const shown =
    first < 0 ? parts.slice(-1) : parts.slice(first, first + 2).filter(([count], at) => at === 0 || count > 0);
  return shown.map(([count, unit]) => `${count}${hard}${unit}`).join(" ");
}

/** As a clock that was started: `3:20`, `1:02:05`. */
export function clockText(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  const two = (count: number): string => String(count).padStart(2, "0");
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours === 0 ? `${minutes}:${two(seconds)}` : `${hours}:${two(minutes)}:${two(seconds)}`;
}
