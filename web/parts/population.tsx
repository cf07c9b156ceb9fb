import { textsIn } from "../../src/report/print/words/words.ts";
import { useFormats, useFrame } from "../state/frame.ts";
import { nameOf, useNames } from "../state/names.ts";
import { populationWords } from "../words/populations.ts";
import { useWords } from "../words/words.ts";

/** The responses that a list has, in words: `csat:5:2` as "Answers about satisfaction: answer 2, on scales of 5 values". */
export function Population({ figure }: { figure: string | null }) {
  const words = useWords(populationWords);
  if (figure === null) return <>{words.all}</>;
  const [name = "", ...details] = figure.split(":");
  const head = wordIn(words.names, name) ?? figure;
  return (
    <>
      {head}
      <Details name={name} details={details} />
    </>
  );
}

const cohorts = new Set(["created", "delivered", "answered", "open", "completion", "state"]);

function Details({ name, details }: { name: string; details: readonly string[] }) {
  const words = useWords(populationWords);
  const formats = useFormats();
  const { language } = useFrame();
  const [first = "", second = ""] = details;
  const channel = wordIn(words.channels, details.at(-1) ?? "");
  if (name === "question") {
    const value = second === "" ? "" : `, ${words.value(formats.plain(Number(second)))}`;
    return (
      <>
        : <Question id={first} />
        {value}
      </>
    );
  }
  if (name === "driver") return <>: {wordIn(words.drivers, first) ?? first}</>;
  if (name === "pairs") return <>{[wordIn(words.by, first), wordIn(words.quadrants, second)].map(after)}</>;
  if (name === "hour")
    return (
      <>
        : {formats.weekday(Number(first))} {formats.hour(Number(second))}
      </>
    );
  if (cohorts.has(name)) {
    const state = name === "state" ? (wordIn(textsIn(language).states, first) ?? first) : null;
    return <>{[state, channel, words.cohort].map(after)}</>;
  }
  const value = /^-?[\d.]+$/.test(second) ? words.value(formats.plain(Number(second))) : null;
  const points = /^\d+$/.test(first) ? words.points(formats.count(Number(first))) : null;
  return <>{[value, points, channel].map(after)}</>;
}

const after = (words: string | null): string => (words === null ? "" : `, ${words}`);

/** A question by its text. */
function Question({ id }: { id: string }) {
  return <bdi>{nameOf(useNames("question"), id)}</bdi>;
}

const wordIn = (words: Readonly<Record<string, string>>, key: string): string | null =>
  Object.hasOwn(words, key) ? (words[key] ?? null) : null;
