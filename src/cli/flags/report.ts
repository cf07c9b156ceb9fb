import { Command, Option } from "commander";
import type { AgentNaming } from "../../csat/index.ts";
import type { Comparison, GroupingName } from "../../metrics/index.ts";
import type { Language } from "../../report/index.ts";
import type { FilterWords, RangeWords } from "../../request/index.ts";
import type { ReportFormat } from "../output/formats.ts";
import { choicesOf, type StoredFlags, shared, whole, withFilter, withRange, withStored } from "./shared.ts";

export interface ReportFlags extends FilterWords, RangeWords, StoredFlags {
  readonly by?: string;
  readonly compare: Comparison;
  readonly min?: number;
  readonly pool?: boolean;
  readonly agents?: AgentNaming;
  readonly language?: Language;
  readonly format?: ReportFormat;
  readonly json?: boolean;
  readonly out?: string;
  readonly as?: string;
}

/** `afterword report`: what customers answered, with intervals. */
export const reportFlags = (): Command =>
  withStored(
    withFilter(
      withRange(
        new Command("report").description(
          "Reports what customers answered: CSAT, NPS and response rate, by queue and agent. Each number has its interval, the " +
            "number of answers behind it, how complete it is, and whether it has changed. Makes no request to Genesys, and works " +
            "while a sync is running. Prints one screen on a terminal, JSON into a pipe; Markdown and HTML have all tables.",
        ),
        "the last 28 whole days",
      )
        .addOption(
          new Option(
            "--by <what>",
            `list all groups of one kind: ${choicesOf<GroupingName>({
              queue: true,
              agent: true,
              team: true,
              division: true,
              media: true,
              direction: true,
              form: true,
              question: true,
              "survey-type": true,
              "wrap-up": true,
            }).join(", ")}, or an attribute of the roster of afterword.toml`,
          ),
        )
        .addOption(
          new Option("--compare <period>", "what to compare with: as many days before, or the same days a year before")
            .choices(choicesOf<Comparison>({ previous: true, year: true }))
            .default("previous"),
        )
        .option("--min <n>", "with --by: hide groups with fewer than n answers", whole(1, 1_000_000_000))
        .option("--pool", "combine scales of different lengths into one score (the report says so)"),
    )
      .addOption(
        new Option("--agents <how>", "show less of agents than afterword.toml allows").choices(
          choicesOf<AgentNaming>({ named: true, pseudonym: true, off: true }),
        ),
      )
      .addOption(
        new Option("--language <language>", "default: that of afterword.toml, else en").choices(
          choicesOf<Language>({ en: true, de: true }),
        ),
      )
      .addOption(
        new Option("--format <format>", "default: by the ending of --out; else text, or json into a pipe").choices(
          choicesOf<ReportFormat>({ text: true, md: true, html: true, json: true }),
        ),
      )
      .addOption(shared.as())
      .addOption(shared.json())
      .option("--out <file>", "write to this file once it is complete; - is standard output"),
  );
