import { useCut } from "../state/width.ts";

/** One of a few that are all in sight, each an address of its own. */
export function Segments<Name extends string>(props: {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name | null;
  readonly words: Readonly<Record<Name, string>>;
  readonly to: (name: Name) => string;
  readonly titles?: Readonly<Record<Name, string>>;
  /** The keys that choose them, in their order. */
  readonly keys?: readonly string[];
}) {
  const { label, names, chosen, words, to, titles, keys = [] } = props;
  const [place, cut] = useCut<HTMLElement>();
  return (
    <nav class="segments" aria-label={label} ref={place} data-cut={cut || undefined}>
      {names.map((name, at) => (
        <a
          key={name}
          href={to(name)}
          aria-current={name === chosen ? "true" : undefined}
          aria-keyshortcuts={keys[at]}
          title={titles?.[name]}
        >
          {words[name]}
        </a>
      ))}
    </nav>
  );
}
