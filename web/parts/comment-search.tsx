import { useEffect, useState } from "preact/hooks";
import { viewAddress } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { carried, singleOf, withValues } from "../state/query.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

/** Searches what customers wrote, from wherever one is; `/` leads here. */
export function CommentSearch() {
  const { address, go } = useFrame();
  const words = useWords(frameWords);
  const asked = singleOf(address.query, "text") ?? "";
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  return (
    <search>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          go?.(
            viewAddress(
              "comments",
              withValues(carried(address.query), "text", text.trim() === "" ? [] : [text.trim()]),
            ),
          );
        }}
      >
        <input
          type="search"
          data-search
          placeholder={words.searchComments}
          aria-label={words.searchComments}
          aria-keyshortcuts="/"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}
