import type { ComponentChildren } from "preact";
import { durationText } from "../../state/duration.ts";
import { useFormats } from "../../state/frame.ts";
import type { Interaction } from "../../state/interaction.ts";
import { interactionWords } from "../../words/interaction.ts";
import { useWords } from "../../words/words.ts";

/** When it was, how long it took, and which way it went. */
export function Facts({ data: { interaction, genesys_url: url } }: { data: Interaction }) {
  const [words, formats] = [useWords(interactionWords), useFormats()];
  const { interaction_start: start, duration_seconds: duration, divisions, wrap_up: wrapUp, transfers } = interaction;
  const took = (seconds: number | null): string | null =>
    seconds === null ? null : durationText(seconds, words.units);
  const facts: readonly (readonly [label: string, value: ComponentChildren])[] = [
    [words.begun, start === null ? null : <time dateTime={start}>{formats.minuteOfYear(start)}</time>],
    [words.lasted, took(duration) ?? (start === null ? null : words.stillOn)],
    [words.waited, took(interaction.wait_seconds)],
    [words.talked, took(interaction.total_talk_seconds)],
    [words.held, took(interaction.total_hold_seconds)],
    [words.transfers, transfers === null ? null : formats.count(transfers)],
    [words.media, interaction.media_type],
    [words.direction, interaction.direction],
    [words.divisions, listed(divisions)],
    [words.wrapUp, listed(wrapUp)],
  ];
  return (
    <section class="panel wide" aria-labelledby="facts">
      <header>
        <h2 id="facts">{words.facts}</h2>
        {url === null ? null : (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {words.open} ↗
          </a>
        )}
      </header>
      {interaction.linked ? null : <p class="note">{interaction.link_problem ?? words.notLinked}</p>}
      <dl class="fact-list">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

function listed(names: readonly (string | null)[] | null): string | null {
  const known = (names ?? []).filter((name) => name !== null);
  return known.length === 0 ? null : known.join(", ");
}
