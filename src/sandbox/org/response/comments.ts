import type { Random } from "../random.ts";

type Texts = Readonly<Record<"pleased" | "neutral" | "cross", readonly string[]>>;

const english: Texts = {
  pleased: [
    "Quick, thanks",
    "Very friendly and knew exactly what to do.",
    "Great service 👍",
    "Sorted in five minutes. Couldn't ask for more!",
    "She stayed on the line until it worked. Thank you 🙏",
    'Best call I\'ve had with you: "no problem at all" and it was done',
  ],
  neutral: [
    "OK, but the menu is confusing.",
    "It worked in the end; I had to call twice.",
    "Fine",
    "The agent was nice, the waiting was not.",
    "n/a",
  ],
  cross: [
    "Waited far too long, then I was cut off.",
    "Nobody could tell me when the parcel will come!!",
    "I was passed on three times and had to explain everything again, again and again.",
    "Still not working.",
    "Very disappointed 😡 — I will look for another provider.",
    "The agent was polite,\nbut the answer was wrong.",
  ],
};

const german: Texts = {
  pleased: ["Sehr freundlich und schnell, danke!", "Alles bestens 😊", "Kompetente Beratung, gerne wieder"],
  neutral: ["War in Ordnung.", "Etwas lange gewartet, sonst gut"],
  cross: ["Ich musste viel zu lange warten.", "Das Problem besteht weiterhin, schade.", "Unfreundlich & ahnungslos"],
};

const japanese: Texts = {
  pleased: ["とても丁寧に対応していただきました。", "すぐに解決しました。ありがとうございます😊"],
  neutral: ["普通でした。", "少し待ちましたが、問題ありません。"],
  cross: ["待ち時間が長すぎます。", "まだ解決していません！", "説明がわかりにくかったです。"],
};

/** What evaluators note beside a question, or on the whole. */
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
  readonly language: "en" | "de" | "ja";
  /** 1 (cross) to 5 (delighted). */
  readonly mood: number;
  readonly hostile: boolean;
}

export function comment({ language, mood, hostile: nasty }: Voice, random: Random): string {
  if (nasty && random.chance(0.5)) return random.pick(hostile);
  const texts = { en: english, de: german, ja: japanese }[language];
  return random.pick(mood >= 3.5 ? texts.pleased : mood >= 2.5 ? texts.neutral : texts.cross);
}

export const remark = ({ hostile: nasty }: Voice, random: Random): string =>
  nasty && random.chance(0.5) ? random.pick(hostile) : random.pick(remarks);
