import { useEffect } from "preact/hooks";
import { type ViewName, viewAddress } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { carried } from "../state/query.ts";
import { useCut } from "../state/width.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

/** The way to these views; the filter goes along. */
export function Navigation({ names }: { names: readonly ViewName[] }) {
  const { address } = useFrame();
  const words = useWords(frameWords);
  const query = carried(address.query);
  const [list, cut] = useCut<HTMLUListElement>();
  useEffect(() => {
    // On a phone the list is scrolled sideways.
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [address.view]);
  return (
    <nav class="views" aria-label={words.navigation}>
      <ul ref={list} data-cut={cut || undefined}>
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
