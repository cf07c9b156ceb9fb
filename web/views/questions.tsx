import { Empty, Panel } from "../parts/panel.tsx";
import { useFormats, useFrame } from "../state/frame.ts";
import { valuesOf, withValues } from "../state/query.ts";
import { type Sections, useSectionsOf } from "../state/sections.ts";
import { questionWords } from "../words/questions.ts";
import { useWords } from "../words/words.ts";
import { QuestionAnswers } from "./questions/answers.tsx";
import { QuestionTable } from "./questions/table.tsx";
import { QuestionTrend } from "./questions/trend.tsx";

/** Every question that somebody answered, whatever it asks for; one that is chosen with its answers and over time. */
export function Questions() {
  const { address } = useFrame();
  const words = useWords(questionWords);
  const chosen = valuesOf(address.query, "question");
  // All of them, so that another one can be chosen; each has its own figures, whichever was asked for.
  const resource = useSectionsOf(
    withValues(withValues(address.query, "by", ["question"]), "question", []),
    "groups",
    "questions",
  );
  const [only] = chosen;
  return (
    <div class="panels">
      {only === undefined || chosen.length > 1 ? null : (
        <>
          <QuestionAnswers id={only} />
          <QuestionTrend />
        </>
      )}
      <Panel
        title={words.all}
        note={only === undefined ? `${words.allNote} ${words.choose}` : words.allNote}
        resource={resource}
        size="large"
        wide
      >
        {(data) =>
          data.groups === null || data.groups.length === 0 ? (
            <Empty />
          ) : (
            <>
              <QuestionTable groups={data.groups} chosen={chosen} />
              <Doubts data={data} />
            </>
          )
        }
      </Panel>
    </div>
  );
}

/** What is not certain of the questions. */
function Doubts({ data }: { data: Sections<"questions"> }) {
  const formats = useFormats();
  const words = useWords(questionWords);
  const { awaiting_role: awaiting, assumed_directions: assumed, doubtful_directions: doubtful } = data;
  const texts = [...new Set(doubtful.map(({ text }) => text))];
  return (
    <>
      {awaiting > 0 ? <p class="note">{words.awaiting(formats.count(awaiting), awaiting === 1)}</p> : null}
      {assumed.map((text) => (
        <p class="note" key={text}>
          {words.assumed(text)}
        </p>
      ))}
      {texts.map((text) => (
        <p class="note" key={text}>
          {words.doubtful(text)}
        </p>
      ))}
    </>
  );
}
