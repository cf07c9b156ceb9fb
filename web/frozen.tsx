import type { ComponentChildren } from "preact";
import renderToString from "preact-render-to-string";
import { plain } from "../src/base/safe-text.ts";
import type { FrozenReport, RenderFrozen, ReportDocument } from "../src/report/index.ts";
import { textsIn } from "../src/report/print/words/words.ts";
import { Credits } from "./frozen/credits.tsx";
import { Groups } from "./frozen/groups.tsx";
import { Head } from "./frozen/head.tsx";
import { Hours } from "./frozen/hours.tsx";
import { Numbers } from "./frozen/numbers.tsx";
import { Trust } from "./frozen/trust.tsx";
import { CompletenessBadge } from "./parts/completeness-badge.tsx";
import { readAbout } from "./state/about.ts";
import { createDocumentSource } from "./state/document-source.ts";
import { type Frame, FrameContext } from "./state/frame.ts";
import styles from "./styles/frozen.css?inline";
import { Agents } from "./views/agents.tsx";
import { Drivers } from "./views/drivers.tsx";
import { Agreement } from "./views/evaluations/quadrants.tsx";
import { Overview } from "./views/overview.tsx";
import { Queues } from "./views/queues.tsx";
import { evaluationWords } from "./words/evaluations.ts";
import { frameWords } from "./words/frame.ts";
import { frozenWords } from "./words/frozen.ts";

/** A report with its data as one HTML file: the views of the page, without a script and without anything from elsewhere. */
export const renderFrozen: RenderFrozen = (report) => {
  const { document, language, title, hash } = report;
  // Control characters are left out: a text of a customer must not turn the reading direction of the text after it.
  const clean = (html: string): string => plain(html, "lines");
  const style = styles.trim();
  const policy = `default-src 'none'; style-src 'sha256-${hash(style)}'; base-uri 'none'; form-action 'none'`;
  const head = renderToString(
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>{title}</title>
    </head>,
  );
  const body = renderToString(
    <body class="report">
      <FrameContext.Provider value={frameOf(document, language)}>
        <Report report={report} />
      </FrameContext.Provider>
    </body>,
  );
  // Between its tags a style sheet stands as it is: its hash is of these very bytes.
  return `<!doctype html>\n<html lang="${language}">${clean(head).replace("</head>", "")}<style>${style}</style></head>${clean(body)}</html>\n`;
};

function frameOf(document: ReportDocument, language: Frame["language"]): Frame {
  const about = readAbout({ agents: document.agents, time_zone: document.time_zone, language });
  return {
    ...{ about, language, today: document.generated_at.slice(0, 10), events: null, go: null },
    address: { view: "overview", id: null, query: [] },
    source: createDocumentSource(document),
  };
}

interface Part {
  readonly id: string;
  readonly title: string;
  readonly content: ComponentChildren;
}

function Report({ report }: { report: FrozenReport }) {
  const parts = partsOf(report);
  return (
    <main>
      <Head report={report} contents={parts} />
      <CompletenessBadge data={report.document} />
      {parts.map(({ id, content }) => (
        <div key={id} id={id} class="report-part">
          {content}
        </div>
      ))}
    </main>
  );
}

/** What there is to show of this report, in the order in which it is read. */
function partsOf(report: FrozenReport): readonly Part[] {
  const { document, language, numbers } = report;
  const [words, own] = [frameWords[language].views, frozenWords[language]];
  const { by, groups, queues, agent_groups: agents, hours, drivers, survey_quality: quality } = document;
  const byName = Object.entries(textsIn(language).groupings).find(([one]) => one === by)?.[1] ?? by ?? "";
  const part = (isThere: boolean, id: string, title: string, content: ComponentChildren): readonly Part[] =>
    isThere ? [{ id, title, content }] : [];
  return [
    ...part(true, "overview", words.overview, <Overview />),
    ...part(queues.length > 0, "queues", words.queues, <Queues />),
    ...part(agents !== null && agents.length > 0, "agents", words.agents, <Agents />),
    ...part(
      by !== null && by !== "queue" && by !== "agent" && (groups ?? []).length > 0,
      "groups",
      own.groups(byName),
      <Groups />,
    ),
    ...part((document.attribution ?? []).length > 0, "credits", own.credits, <Credits />),
    ...part(
      drivers.some(({ raw }) => raw.r !== null),
      "drivers",
      words.drivers,
      <Drivers />,
    ),
    ...part(quality.length > 0, "quality", evaluationWords[language].quadrants, <Agreement />),
    ...part(hours.length > 0, "hours", own.hours, <Hours />),
    ...part(numbers.length > 0, "numbers", own.numbers, <Numbers rows={numbers} />),
    ...part(true, "trust", own.trust, <Trust report={report} />),
  ];
}
