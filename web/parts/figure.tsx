import type { ComponentChildren } from "preact";
import type { Figure as FigureData } from "../state/document.ts";
import { Count } from "./number.tsx";
import { type Unit, useSentences } from "./sentences.ts";

interface FigureProps {
  readonly label: string;
  readonly figure: FigureData;
  readonly unit: Unit;
  /** Where the answers behind it are listed; null where that is not known. */
  readonly to: string | null;
  /** What the number means, in plain words. */
  readonly note?: string | null;
  /** How many there are, where these are not answers. */
  readonly count?: string;
  readonly children?: ComponentChildren;
}

/** A number as it should be published: how sure it is, and how many answers it rests on. */
export function Figure({ label, figure, unit, to, note = null, count, children }: FigureProps) {
  const sentences = useSentences();
  const missing = sentences.missing(figure);
  const chance = missing === null ? sentences.chance(figure, unit) : null;
  const isFew = missing === null && sentences.isFew(figure);
  return (
    <section class={isFew ? "figure few" : "figure"} aria-label={label}>
      <h3>{label}</h3>
      <p class={missing === null ? "value" : "value missing"}>{missing ?? sentences.write(figure.value ?? 0, unit)}</p>
      {chance === null ? null : <p class="chance">{chance}</p>}
      {isFew ? <p class="few-words">{sentences.words.tooFewAnswers}</p> : null}
      {figure.n === null || figure.n === 0 ? null : (
        <p class="answers">
          <Count n={figure.n} to={to} text={count ?? sentences.answers(figure.n)} />
          {figure.effective_n === undefined
            ? null
            : `, ${sentences.words.worth(sentences.formats.one(figure.effective_n))}`}
        </p>
      )}
      {children}
      {note === null ? null : <p class="note">{note}</p>}
    </section>
  );
}
