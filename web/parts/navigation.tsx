import { type ViewName, viewAddress } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { carried } from "../state/query.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

/** The way to these views; the filter goes along. */
export function Navigation({ names }: { names: readonly ViewName[] }) {
  const { address } = useFrame();
  const words = useWords(frameWords);
  const query = carried(address.query);
  return (
    <nav class="views" aria-label={words.navigation}>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={viewAddress(name, query)} aria-current={name === address.view ? "page" : undefined}>
              {words.views[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
