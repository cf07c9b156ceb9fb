import { styleText } from "node:util";
import { isoTime, plain } from "../../base/index.ts";
import { byTable, type Suggestion, settingLine } from "../../config/index.ts";
import type { ListedForm, ListedQuestion } from "../../forms/index.ts";
import { type GridStyle, toGrid, wrap } from "../../terminal/index.ts";
import type { TestedForms } from "./scale-directions.ts";

/** Forms for a person: first the open decisions, last the assumptions, each with the lines to write. */
export function formatForms({ forms, proposals, turned, missing, skipped }: TestedForms, style: GridStyle): string {
  if (forms.length === 0)
    return missing.length + skipped.length > 0 ? "No form could be read.\n" : "No published forms.\n";
  const roles = proposals.filter(({ table }) => table[0] === "roles");
  const measures = proposals.filter(({ table }) => table[0] === "measures");
  const against = turned.map(({ proposal }) => proposal);
  const tableOf = ({ table }: Suggestion): string => table.join(" ");
  const doubted = new Set(against.map(tableOf));
  const doubtful = [...against, ...proposals.filter((one) => doubted.has(tableOf(one)) && !against.includes(one))];
  const decided = [...roles, ...measures, ...doubtful];
  const assumed = proposals.filter((one) => !decided.includes(one));
  const [verb, count] = roles.length === 1 ? ["question awaits", "counts"] : ["questions await", "count"];
  return [
    ...(roles.length > 0
      ? [
          `${roles.length} ${verb} a role and ${count} in no score. To decide, write into afterword.toml:\n\n${settingLines(roles, style.columns)}`,
        ]
      : []),
    ...(doubtful.length > 0
      ? [
          `The answers contradict the assumed direction of ${doubtful.length === 1 ? "a scale" : "some scales"}. If it is upside down, write:\n\n${settingLines(doubtful, style.columns)}`,
        ]
      : []),
    ...forms.map((form) => toFormTable(form, style)),
    ...(assumed.length > 0
      ? [`Assumed above. Correct in afterword.toml what is wrong:\n\n${settingLines(assumed, style.columns)}`]
      : []),
    ...(measures.length > 0
      ? [
          `To count translations of one question together, name them in a measure:\n\n${settingLines(measures, style.columns)}`,
        ]
      : []),
  ].join("\n");
}

const indent = "  ";

/**
 * Settings as they stand in afterword.toml, each below what it is about, and those of one table below one header: TOML takes
 * no table twice, and all of it is to be pasted.
 */
export function settingLines(proposals: readonly Suggestion[], columns: number): string {
  const written = (one: Suggestion): string[] => [
    wrap(plain(one.about), columns, `${indent}# `),
    ...settingLine(one, columns - indent.length)
      .split("\n")
      .map((line) => indent + line),
  ];
  return byTable(proposals)
    .map(([header, settings]) => [...(header === "" ? [] : [indent + header]), ...settings.flatMap(written)])
    .map((lines) => `${lines.map((line) => plain(line, "lines")).join("\n")}\n`)
    .join("\n");
}

const columns = [
  { title: "role" },
  { title: "scale", right: true },
  { title: "satisfied", right: true },
  { title: "best" },
  { title: "answered", right: true },
  { title: "question" },
];

/** A form with its questions, and under each question the reason for its role. */
function toFormTable(form: ListedForm, style: GridStyle): string {
  const { kind, name, contextId, languages, versions, lead, questions } = form;
  const newest = versions.at(-1);
  const count = `${versions.length} published ${versions.length === 1 ? "version" : "versions"}`;
  const title = `${kind === "survey" ? "Survey" : "Evaluation"} form "${name ?? contextId}"`;
  const about = [
    ...(languages.length > 0 ? [languages.join(", ")] : []),
    newest ? `${count}, the newest of ${isoTime(newest.modified).slice(0, 10)}` : count,
    contextId,
  ];
  const head = wrap(plain(`${title}: ${about.join("; ")}`), style.columns, "");
  const chosen = questions.find(({ isLead }) => isLead);
  const because = wrap(
    plain(`Lead: ${chosen ? `"${chosen.text ?? chosen.key}". ` : "none. "}${lead.reason}`),
    style.columns,
    "",
  );
  const [titles = "", ...rows] = toGrid(columns, questions.map(cells), style).trimEnd().split("\n");
  const dim = (text: string): string => (style.colour ? styleText("dim", text) : text);
  const explained = rows.flatMap((row, index) => {
    const question = questions[index];
    if (!question) return [row];
    // Two questions that begin alike differ at their ends.
    const whole = row.endsWith("…") ? `"${question.text}" ` : "";
    return [row, dim(wrap(plain(`${whole}${why(question)}`), style.columns, "    "))];
  });
  return `${[style.colour ? styleText("bold", head) : head, because, titles, ...explained].join("\n")}\n`;
}

const dash = "–";

function cells({ role, isLead, scale, answered, text, key }: ListedQuestion): string[] {
  return [
    isLead ? `${role}, lead` : role,
    scale?.low == null ? dash : `${scale.low}–${scale.high}`,
    role !== "csat" || scale === null || scale.problem !== null ? dash : scale.satisfiedValues.join(", "),
    role === "other" || scale?.low == null ? dash : scale.direction === "confirmed" ? scale.best : `${scale.best}?`,
    answered === null ? dash : String(answered),
    text ?? key,
  ];
}

function why({ roleFrom, reason, scale, role, asked, key }: ListedQuestion): string {
  const scored = role === "csat" || role === "ces";
  return [
    `${reason} (${roleFrom})`,
    ...(scored && scale?.direction === "assumed" ? ["Its direction is assumed."] : []),
    ...(scored && scale?.problem ? [scale.problem] : []),
    ...(asked ? [] : ["The newest version no longer asks it."]),
    key,
  ].join(" ");
}
