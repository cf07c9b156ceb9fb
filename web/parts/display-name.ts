import { useTexts } from "../state/frame.ts";
import { type ByAttribute, notStated } from "../state/names.ts";
import { figureWords } from "../words/figure.ts";
import { useWords } from "../words/words.ts";

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

interface Named {
  readonly id: string | null;
  readonly name: string | null;
}

/** Names of queues, agents and the like; what Genesys no longer has a name for is called by the beginning of its id. */
export function useDisplayName(): (by: string | ByAttribute, named: Named) => string {
  const [texts, words] = [useTexts(), useWords(figureWords)];
  return (by, { id, name }) => {
    if (name !== null) return name;
    if (typeof by !== "string") return id === null || id === notStated ? words.notStated : id;
    if (id === null) return texts.unknown;
    const kind = Object.entries(words.unnamed).find(([one]) => one === by)?.[1];
    return kind === undefined || !isUuid(id) ? id : `${kind} ${id.slice(0, 8)}`;
  };
}
