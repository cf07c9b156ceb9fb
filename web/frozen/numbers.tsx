import type { FrozenReport } from "../../src/report/index.ts";
import { frozenWords } from "../words/frozen.ts";
import { useWords } from "../words/words.ts";

/** Every number of the whole, those as well that have no picture. */
export function Numbers({ rows }: { rows: FrozenReport["numbers"] }) {
  const words = useWords(frozenWords);
  const hasChange = rows.some(({ change }) => change);
  return (
    <section class="panel" aria-labelledby="numbers-title">
      <header>
        <h2 id="numbers-title">{words.numbers}</h2>
      </header>
      <p class="panel-note">{words.numbersNote}</p>
      <div class="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.metric}</th>
              <th scope="col">{words.value}</th>
              {hasChange ? <th scope="col">{words.change}</th> : null}
              <th scope="col">{words.note}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, value, change, note }) => (
              <tr key={label}>
                <th scope="row">
                  <bdi>{label}</bdi>
                </th>
                <td>
                  <bdi>{value}</bdi>
                </td>
                {hasChange ? <td>{change ?? ""}</td> : null}
                <td>{note ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
