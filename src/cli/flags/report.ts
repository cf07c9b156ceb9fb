import { Command, Option } from "commander";
import type { AgentNaming } from "../../csat/index.ts";
import type { Comparison, Grouping } from "../../metrics/index.ts";
import type { Language } from "../../report/index.ts";
import type { ReportFormat } from "../output/formats.ts";
import {
  choicesOf,
  type FilterFlags,
  type RangeFlags,
  type StoredFlags,
  shared,
  whole,
  withFilter,
  withRange,
  withStored,
} from "./shared.ts";

export interface ReportFlags extends FilterFlags, RangeFlags, StoredFlags {
  readonly by?: Grouping;
  readonly compare: Comparison;
  readonly min?: number;
  readonly pool?: boolean;
  readonly agents?: AgentNaming;
  readonly language?: Language;
  readonly format?: ReportFormat;
  readonly json?: boolean;
  readonly out?: string;
}

/** `afterword report`: what customers answered, with intervals. */
export const reportFlags = (): Command =>
  withStored(
    withFilter(
      withRange(
        new Command("report").description(
          "Says what customers answered: CSAT, NPS, response rate, by queue and agent, each number with its interval, how many " +
            "answers it stands on, how complete it is, and whether it has changed. Asks nothing of Genesys, and works while a " +
            "sync is running. One screen on a terminal, JSON into a pipe; Markdown has all tables.",
        ),
        "the last 28 whole days",
      )
        .addOption(
          new Option("--by <what>", "all groups of one kind").choices(
            choicesOf<Grouping>({
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
            }),
          ),
        )
        .addOption(
          new Option("--compare <period>", "compare with as many days before, or with the same days a year before")
            .choices(choicesOf<Comparison>({ previous: true, year: true }))
            .default("previous"),
        )
        .option("--min <n>", "with --by: hide groups with fewer than n answers", whole(1, 1_000_000_000))
        .option("--pool", "combine scales of different lengths into one score (the report says so)"),
    )
      .addOption(
        new Option("--agents <how>", "hide more of agents than afterword.toml does").choices(
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
          choicesOf<ReportFormat>({ text: true, md: true, json: true }),
        ),
      )
      .addOption(shared.json())
      .option("--out <file>", "write to a file, which appears when it is complete; - is standard output"),
  );
