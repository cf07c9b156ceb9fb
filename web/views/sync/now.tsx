import { useState } from "preact/hooks";
import { Failure } from "../../parts/panel.tsx";
import { durationText } from "../../state/duration.ts";
import type { SyncState } from "../../state/events.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { type Problem, problemOf } from "../../state/problem.ts";
import { beginSync } from "../../state/sync.ts";
import { syncWords } from "../../words/sync.ts";
import { useWords } from "../../words/words.ts";

/** The sync that is running, as the server reports it, and a button to begin one. */
export function Now() {
  const { about, events, go } = useFrame();
  const words = useWords(syncWords);
  const sync = events?.sync.value ?? null;
  const isRunning = sync?.state === "running";
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = (): void => {
    setProblem(null);
    beginSync().catch((error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <section class="panel wide" aria-label={words.now} aria-busy={isRunning}>
      <header>
        <h2>{words.now}</h2>
        {about.can_sync && go !== null ? (
          <button type="button" class="primary" disabled={isRunning} onClick={begin}>
            {words.begin}
          </button>
        ) : null}
      </header>
      <div role="status" class="now">
        <p class="now-state">{isRunning ? words.running : words.idle}</p>
        {isRunning && sync !== null ? <Progress sync={sync} /> : null}
        {sync?.last ? <Last last={sync.last} /> : null}
      </div>
      <Next sync={sync} />
      {about.every_seconds === null ? null : (
        <p class="note">{words.every(durationText(about.every_seconds, words.units))}</p>
      )}
      {about.can_sync ? null : <p class="note">{words.onlyReads}</p>}
      {problem === null ? null : <Failure problem={problem} retry={begin} />}
    </section>
  );
}

function Progress({ sync }: { sync: SyncState }) {
  const words = useWords(syncWords);
  const { count } = useFormats();
  const { whole, left } = sync;
  const counts = (["found", "fetched", "linked", "derived"] as const).filter((name) => sync[name] > 0);
  return (
    <>
      <progress aria-label={words.running} {...(whole > 0 ? { value: whole - left, max: whole } : {})} />
      <p class="facts">
        {counts.map((name) => (
          <span key={name}>
            {count(sync[name])} {words[name]}
          </span>
        ))}
      </p>
      {sync.waiting > 0 ? <p class="note open">{words.waiting(count(Math.ceil(sync.waiting)))}</p> : null}
    </>
  );
}

function Last({ last }: { last: NonNullable<SyncState["last"]> }) {
  const words = useWords(syncWords);
  const { count, minute } = useFormats();
  const outcomes: Readonly<Record<string, string>> = words.outcomes;
  const outcome = last.outcome ?? "unknown";
  return (
    <p class={outcome === "failed" ? "last failed" : "last"}>
      {words.last}: {last.ended_at === null ? null : <time dateTime={last.ended_at}>{minute(last.ended_at)}</time>}{" "}
      <strong>{outcomes[outcome] ?? outcome}</strong>
      {last.new === null ? null : `, ${words.lastNew(count(last.new), last.new === 1)}`}
      {last.message === null ? null : <span class="message">{last.message}</span>}
    </p>
  );
}

function Next({ sync }: { sync: SyncState | null }) {
  const words = useWords(syncWords);
  const { minute } = useFormats();
  return sync === null || sync.next_at === null ? null : <p class="note">{words.next(minute(sync.next_at))}</p>;
}
