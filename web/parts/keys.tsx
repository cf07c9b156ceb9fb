import { useEffect, useRef } from "preact/hooks";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

const lines = [
  ["1 – 5", "periods"],
  ["Esc", "escape"],
  ["/", "search"],
  ["?", "help"],
] as const;

/** What the keys do. */
export function Keys({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const words = useWords(frameWords);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">{words.keysTitle}</h2>
      <dl>
        {lines.map(([key, name]) => (
          <div key={name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.keyLines[name]}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={close}>
        {words.close}
      </button>
    </dialog>
  );
}
