import type { Cause } from "../../causes.ts";
import type { Language } from "../queues.ts";
import type { Random } from "../random.ts";
import { english } from "./words/english.ts";
import { german } from "./words/german.ts";
import { japanese } from "./words/japanese.ts";
import { spanish } from "./words/spanish.ts";
import type { Words } from "./words/words.ts";

const words: Readonly<Record<Language, Words>> = { en: english, de: german, ja: japanese, es: spanish };

/** An evaluator's remarks on a question or on the interaction. */
const remarks: readonly string[] = [
  "Well done",
  "The customer had to ask twice.",
  "See minute 3: interrupted the customer",
  "Correct, but hurried.",
  "Should have offered a call back",
  "Nachfrage fehlte, sonst gut geführt",
];

/** Played by the switch `hostile-text`. */
const hostile: readonly string[] = [
  "\u001b[31mred\u001b[0m \u001b]8;;https://example.com\u0007click\u001b]8;;\u0007 \u001b[2J",
  '=cmd|"/c calc"!A1',
  "+1-555-0100",
  "nothing\u0000after",
  "half a \ud83d smile",
  "\ude00 the other half",
  "right \u202eot tfel\u202c and \u2066isolated\u2069",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319algo",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "first\r\nsecond\u2028third\tfourth\u0085fifth",
  " \n",
  "long ".repeat(2_000),
  "👨‍👩‍👧‍👦 مرحبا 你好 नमस्ते",
];

export interface Voice {
  readonly language: Language;
  /** 1 (cross) to 5 (delighted). */
  readonly mood: number;
  /** The subject of the text; null for nothing in particular. */
  readonly cause: Cause | null;
  readonly hostile: boolean;
}

export function comment(voice: Voice, random: Random): string {
  if (voice.hostile && random.chance(0.5)) return random.pick(hostile);
  const { about, plain, mixed, tails } = words[voice.language];
  const mood = voice.mood >= 3.5 ? "pleased" : voice.mood >= 2.5 ? "neutral" : "cross";
  if (voice.cause === null) return random.pick(plain[mood]);
  const sentence = (tone: "pleased" | "cross", cause: Cause) => fill(random.pick(about[cause][tone]), random);
  const parts =
    mood === "neutral"
      ? [random.pick(mixed), sentence("cross", voice.cause)]
      : [sentence(mood, voice.cause), random.pick(tails[mood])];
  return parts.filter((part) => part !== "").join(voice.language === "ja" ? "" : " ");
}

const numbers: Readonly<Record<string, readonly (number | string)[]>> = {
  minutes: [10, 15, 20, 25, 30, 45],
  days: [3, 4, 5, 8, 10, 12],
  amount: ["9.99", "14.50", "20", "35", "49.90"],
};

const fill = (template: string, random: Random): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(random.pick(numbers[name] ?? [])));

export const remark = ({ hostile: nasty }: Voice, random: Random): string =>
  nasty && random.chance(0.5) ? random.pick(hostile) : random.pick(remarks);
