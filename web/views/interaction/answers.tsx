import type { CsatRecord } from "../../../src/csat/index.ts";
import { Empty } from "../../parts/panel.tsx";
import { ScoreBar, useScore } from "../../parts/score.tsx";
import { durationText } from "../../state/duration.ts";
import { useFormats } from "../../state/frame.ts";
import { interactionWords } from "../../words/interaction.ts";
import { rowWords } from "../../words/rows.ts";
import { useWords } from "../../words/words.ts";

interface AnswersProps {
  readonly responses: readonly CsatRecord[];
}

/** What the customer answered after it. */
export function Surveys({ responses }: AnswersProps) {
  const words = useWords(interactionWords);
  const surveys = responses.filter(({ source }) => source === "survey");
  return (
    <section class="panel" aria-labelledby="surveys">
      <header>
        <h2 id="surveys">{words.surveys}</h2>
      </header>
      {surveys.length === 0 ? <Empty>{words.noSurvey}</Empty> : null}
      {surveys.map((survey) => (
        <article key={survey.response_id} class="response">
          <SurveyHead survey={survey} />
          <Answers record={survey} />
        </article>
      ))}
    </section>
  );
}

function SurveyHead({ survey }: { survey: CsatRecord }) {
  const [words, list, formats, score] = [useWords(interactionWords), useWords(rowWords), useFormats(), useScore()];
  const { submit_date: at, interaction_end: end, status, nps_score: nps, csat_score: csat } = survey;
  const after = at === null || end === null ? null : (Date.parse(at) - Date.parse(end)) / 1000;
  return (
    <>
      <p class="facts">
        <bdi>{survey.form_name}</bdi>
        {at === null ? (
          <span>{words.notAnswered(status ?? "–")}</span>
        ) : (
          <time dateTime={at}>{formats.minuteOfYear(at)}</time>
        )}
        {after === null || after < 0 ? null : <span>{words.answeredAfter(durationText(after, words.units))}</span>}
        {survey.partial ? <span>{words.partial}</span> : null}
      </p>
      {csat === null && nps === null ? null : (
        <p class="scores">
          {csat === null ? null : (
            <span class="score">
              {words.satisfaction}: <ScoreBar score={csat} /> <strong>{score(survey)}</strong>
            </span>
          )}
          {nps === null ? null : <span>{list.npsScore(formats.plain(nps))}</span>}
        </p>
      )}
    </>
  );
}

/** How people and machines judged it, next to what the customer said. */
export function Evaluations({ responses }: AnswersProps) {
  const [words, formats] = [useWords(interactionWords), useFormats()];
  const evaluations = responses.filter(({ source }) => source === "evaluation");
  return (
    <section class="panel" aria-labelledby="evaluations">
      <header>
        <h2 id="evaluations">{words.evaluations}</h2>
      </header>
      {evaluations.length === 0 ? <Empty>{words.noEvaluation}</Empty> : null}
      {evaluations.map((one) => (
        <article key={one.response_id} class="response">
          <p class="facts">
            <bdi>{one.form_name}</bdi>
            {one.submit_date === null ? null : (
              <time dateTime={one.submit_date}>{formats.minuteOfYear(one.submit_date)}</time>
            )}
            {one.agent_name === null ? null : <bdi>{one.agent_name}</bdi>}
            {one.evaluator_name === null ? null : (
              <span>
                {words.by} <bdi>{one.evaluator_name}</bdi>
              </span>
            )}
          </p>
          {one.total_score === null ? null : (
            <p class="scores">
              <strong>{words.total(formats.plain(one.total_score))}</strong>
            </p>
          )}
          <Answers record={one} />
        </article>
      ))}
    </section>
  );
}

/** Every question with what was answered, as it was written. */
function Answers({ record: { answers } }: { record: CsatRecord }) {
  const [words, formats] = [useWords(interactionWords), useFormats()];
  if (answers.length === 0) return null;
  return (
    <dl class="answers">
      {answers.map((one, at) => (
        <div key={at}>
          <dt dir="auto">{one.question}</dt>
          <dd>
            <span class={one.answer === null ? "no-text" : "given"} dir="auto">
              {answerText(one)}
            </span>
            {scaleText(one) === null ? null : <span class="cell-note">{scaleText(one)}</span>}
            {one.comment === null ? null : <blockquote dir="auto">{one.comment}</blockquote>}
          </dd>
        </div>
      ))}
    </dl>
  );

  /** Where it stands on its scale; of yes and no the answer says enough. */
  function scaleText({ answer, value, scale_min: low, scale_max: high }: CsatRecord["answers"][number]): string | null {
    if (value === null || low === null || high === null || high - low <= 1) return null;
    const scale = words.onScale(formats.plain(low), formats.plain(high));
    return String(answer) === String(value) ? scale : `${formats.plain(value)} ${scale}`;
  }

  function answerText({ answer, not_applicable: none }: CsatRecord["answers"][number]): string {
    if (none) return words.notApplicable;
    if (answer === null) return words.noAnswer;
    return Array.isArray(answer) ? answer.join(", ") : String(answer);
  }
}
