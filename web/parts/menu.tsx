import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

interface MenuProps {
  readonly label: string;
  /** What is chosen now. */
  readonly value?: ComponentChildren;
  readonly isActive?: boolean;
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button that opens a small panel; Esc and a click elsewhere close it. */
export function Menu({ label, value, isActive = false, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  // At once: a key that follows quickly must not find the listeners of a menu that is closed.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const isInside = (target: Node): boolean => root.current?.contains(target) === true;
    const onElsewhere = ({ target }: Event): void => {
      if (target instanceof Node && !isInside(target)) setOpen(false);
    };
    const onFocus = (event: Event): void => {
      // A click on a label focuses what is around it first, which is not elsewhere.
      if (event.target instanceof Node && event.target.contains(root.current)) return;
      onElsewhere(event);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      // It is this that is closed, and no filter taken back, wherever the focus went.
      event.stopImmediatePropagation();
      close();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    document.addEventListener("pointerdown", onElsewhere);
    document.addEventListener("focusin", onFocus);
    return () => {
      document.removeEventListener("keydown", onKey, { capture: true });
      document.removeEventListener("pointerdown", onElsewhere);
      document.removeEventListener("focusin", onFocus);
    };
  }, [isOpen]);
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class={isActive ? "choice active" : "choice"}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="choice-label">{label}</span>
        {value === undefined ? null : <span class="choice-value">{value}</span>}
        <span class="caret" aria-hidden="true">
          ▾
        </span>
      </button>
      {isOpen ? (
        <div class="menu-panel" id={id}>
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}

/** One of a few, each an address of its own. */
export function Choice<Name extends string>(props: {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly usual: Name;
  readonly words: Readonly<Record<Name, string>>;
  readonly to: (name: Name) => string;
}) {
  const { label, names, chosen, usual, words, to } = props;
  return (
    <Menu label={label} value={words[chosen]} isActive={chosen !== usual}>
      {(close) => (
        <ul class="choices">
          {names.map((name) => (
            <li key={name}>
              <a href={to(name)} aria-current={name === chosen ? "true" : undefined} onClick={close}>
                {words[name]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Menu>
  );
}
