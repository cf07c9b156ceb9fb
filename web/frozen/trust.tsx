import type { FrozenReport } from "../../src/report/index.ts";
import { frozenWords } from "../words/frozen.ts";
import { useWords } from "../words/words.ts";

/** How far the numbers can be trusted, and how they were computed. */
export function Trust({ report: { caveats, computed } }: { report: FrozenReport }) {
  const words = useWords(frozenWords);
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
        <summary>{words.computed}</summary>
        <p>{computed}</p>
      </details>
    </section>
  );
}
