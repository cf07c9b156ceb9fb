import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { CommentSearch } from "./parts/comment-search.tsx";
import { useCompleteness } from "./parts/completeness.tsx";
import { FilterBar } from "./parts/filter-bar.tsx";
import { Navigation } from "./parts/navigation.tsx";
import { OrganizationSwitch } from "./parts/organization.tsx";
import { Failure } from "./parts/panel.tsx";
import { type ViewName, viewAddress } from "./state/address.ts";
import { useFrame } from "./state/frame.ts";
import { type Problem, problemOf } from "./state/problem.ts";
import { carried } from "./state/query.ts";
import { navigable, type Registered, type View, views } from "./views/registry.ts";
import { frameWords } from "./words/frame.ts";
import { useWords } from "./words/words.ts";

interface PageProps {
  /** What only a browser has: saved views, preferences, the keys. */
  readonly tools?: ComponentChildren;
  /** Above everything: that the connection is lost. */
  readonly notice?: ComponentChildren;
}

/** The whole page: its frame, and the view of the address. */
export function Page({ tools, notice }: PageProps) {
  const { address, about } = useFrame();
  const words = useWords(frameWords);
  const name = address.view;
  const isHidden = (one: ViewName): boolean => one === "sync" && !about.sees_all;
  const registered = name === null || isHidden(name) ? undefined : views[name];
  return (
    <>
      <a href="#content" class="skip">
        {words.skip}
      </a>
      <header class="top">
        <a href={viewAddress("overview", carried(address.query))} class="product">
          {words.product}
        </a>
        <div class="organization">
          <OrganizationSwitch />
          {about.sandbox ? <span class="tag">{words.sandbox}</span> : null}
        </div>
        <CommentSearch />
        <div class="tools">{tools}</div>
      </header>
      <Navigation names={navigable.filter((one) => !isHidden(one))} />
      <main id="content" tabIndex={-1}>
        {notice}
        <h1>{name === null || isHidden(name) ? words.notFound : words.views[name]}</h1>
        {registered?.isFiltered ? <FilterBar /> : null}
        {registered ? (
          <Answerable isFiltered={registered.isFiltered}>
            <Shown key={name} load={registered.load} />
          </Answerable>
        ) : (
          <NotFound />
        )}
      </main>
    </>
  );
}

/** A filter that the server refuses is refused by every panel: it is said once, in place of all of them. */
function Answerable({ isFiltered, children }: { isFiltered: boolean; children: ComponentChildren }) {
  const resource = useCompleteness();
  return isFiltered && resource.state === "failed" && resource.problem.status === 400 ? (
    <Failure problem={resource.problem} retry={resource.retry} />
  ) : (
    <>{children}</>
  );
}

/** A view, once it is there. */
function Shown({ load }: Pick<Registered, "load">) {
  const [loaded, setLoaded] = useState<{ readonly view: View } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = (): void => {
    setProblem(null);
    load().then(
      (view) => setLoaded({ view }),
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  useEffect(begin, [load]);
  if (problem !== null) return <Failure problem={problem} retry={begin} />;
  return loaded === null ? <div class="skeleton large" /> : <loaded.view />;
}

function NotFound() {
  const { address } = useFrame();
  const words = useWords(frameWords);
  return (
    <p>
      <a href={viewAddress("overview", carried(address.query))}>{words.toOverview}</a>
    </p>
  );
}
