import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useReached } from "../state/near.ts";
import type { Problem } from "../state/problem.ts";
import type { Resource } from "../state/source.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

interface PanelProps<Value> {
  readonly title: string;
  readonly resource: Resource<Value>;
  readonly children: (value: Value) => ComponentChildren;
  /** One sentence about what it shows. */
  readonly note?: ComponentChildren;
  /** What can be done with it, at its upper right. */
  readonly actions?: ComponentChildren;
  /** How much room it takes while it loads. */
  readonly size?: "line" | "small" | "middle" | "large";
  readonly wide?: boolean;
}

/** A part of a view that loads and fails by itself, whatever becomes of the others. */
export function Panel<Value>(props: PanelProps<Value>) {
  const { title, resource, children, note, actions, size = "middle", wide = false } = props;
  const id = useId();
  const isBusy = resource.state === "loading" || (resource.state === "ready" && resource.refreshing);
  return (
    <section class={wide ? "panel wide" : "panel"} aria-labelledby={id} aria-busy={isBusy}>
      <header>
        <h2 id={id}>{title}</h2>
        {actions}
      </header>
      {note ? <p class="panel-note">{note}</p> : null}
      <Content resource={resource} size={size}>
        {children}
      </Content>
    </section>
  );
}

/** What a resource is to show, while it loads, when it is there and when it failed. */
export function Content<Value>({
  resource,
  size,
  children,
}: Pick<PanelProps<Value>, "resource" | "size" | "children">) {
  if (resource.state === "loading") return <Loading size={size ?? "middle"} hurry={resource.hurry ?? null} />;
  if (resource.state === "failed") return <Failure problem={resource.problem} retry={resource.retry} />;
  return <>{children(resource.value)}</>;
}

/** Holds the place of what loads, and asks for it when it comes near the window. */
function Loading({
  size = "middle",
  hurry,
}: Pick<PanelProps<never>, "size"> & { readonly hurry: (() => void) | null }) {
  const words = useWords(frameWords);
  const place = useReached<HTMLDivElement>(hurry, "200px 0px");
  return (
    <div ref={place} class={`skeleton ${size}`} role="status">
      <span class="hidden">{words.loading}</span>
    </div>
  );
}

/** What happened, what to do about it, and a way to try again; what is not permitted is tried once. */
export function Failure({ problem, retry }: { problem: Problem; retry: () => void }) {
  const words = useWords(frameWords);
  const { status, message, advice } = problem;
  const isForbidden = status === 403;
  const title = isForbidden ? words.notPermitted : status === null ? words.notReached : words.failed;
  return (
    <div class={isForbidden ? "state forbidden" : "state failed"} role="alert">
      <p class="state-title">{title}</p>
      <p>{message}</p>
      {advice === null ? null : <p>{advice}</p>}
      {isForbidden ? null : (
        <button type="button" onClick={retry}>
          {words.retry}
        </button>
      )}
    </div>
  );
}

/** There is nothing, and why. */
export function Empty({ children }: { children?: ComponentChildren }) {
  const words = useWords(frameWords);
  return <p class="state empty">{children ?? words.nothing}</p>;
}
