import type { FrozenReport, ReportDocument } from "../../src/report/index.ts";
import { useFormats } from "../state/frame.ts";
import { frozenWords } from "../words/frozen.ts";
import { useWords } from "../words/words.ts";

interface HeadProps {
  readonly report: FrozenReport;
  /** What there is, by the id that it has in the file. */
  readonly contents: readonly { readonly id: string; readonly title: string }[];
}

/** Whose numbers these are, of when, how they were chosen, and who may see them. */
export function Head({ report: { document, title, about, filter }, contents }: HeadProps) {
  const [words, formats] = [useWords(frozenWords), useFormats()];
  return (
    <header class="report-head">
      <h1>{title}</h1>
      <p class="facts">
        {about.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      {filter === null ? null : (
        <p class="report-filter">
          <bdi>{filter}</bdi>
        </p>
      )}
      <p class="note">{words.made(formats.minuteOfYear(document.generated_at), document.time_zone)}</p>
      <Personal document={document} />
      <nav class="contents" aria-label={words.contents}>
        <ul>
          {contents.map((one) => (
            <li key={one.id}>
              <a href={`#${one.id}`}>{one.title}</a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** Said where somebody could be recognised. */
function Personal({ document }: { document: ReportDocument }) {
  const words = useWords(frozenWords);
  const { names, comments } = personalData(document);
  if (!names && !comments) return null;
  return (
    <p class="notice" role="note">
      <strong>{words.personal}</strong> {names ? words.personalNames : null} {comments ? words.personalWords : null}
    </p>
  );
}

/** Whether people are named, or customers quoted: a pseudonym is a person too. */
export function personalData(document: ReportDocument): { readonly names: boolean; readonly comments: boolean } {
  const { agents, agent_groups: groups, low_comments: comments, by, filter } = document;
  const isNamed =
    [...(groups ?? []), ...(document.attribution ?? [])].some(({ id }) => id !== null) ||
    (by === "agent" && (document.groups ?? []).length > 0) ||
    comments.some(({ agent_name: name }) => name !== null) ||
    (Array.isArray(filter["agents"]) && filter["agents"].length > 0);
  return { names: agents !== "off" && isNamed, comments: comments.some(({ comment }) => comment !== null) };
}
