import type { FrozenReport } from "../../src/report/index.ts";
import { useTexts } from "../state/frame.ts";
import { frozenWords } from "../words/frozen.ts";
import { useWords } from "../words/words.ts";

/** How far the numbers can be trusted, and how they were computed. */
export function Trust({ report: { caveats, computed } }: { report: FrozenReport }) {
  const [words, texts] = [useWords(frozenWords), useTexts()];
  // The sentence begins with its own heading.
  const [heading = "", ...rest] = computed.split(": ");
  return (
    <section class="panel" aria-labelledby="trust-title">
      <header>
        <h2 id="trust-title">{words.trust}</h2>
      </header>
      <ul class="sentences">
        {caveats.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <details class="how">
        <summary>{heading}</summary>
        <p>{capitalised(rest.join(": "))}</p>
        {[words.ranges, words.verdicts, texts.expectedNote, words.limits].map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </details>
    </section>
  );
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
