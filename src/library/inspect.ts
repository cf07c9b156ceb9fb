import {
  type Interval,
  type Period,
  readClock,
  readOptions,
  readPeriod,
  readSignal,
  readTable,
  type Shape,
} from "../base/index.ts";
import { type DiagnoseOptions, type Diagnosis, diagnose as diagnoseChecked } from "../doctor/index.ts";
import { type FormsRequest as CheckedRequest, type FormList, listForms as listChecked } from "../forms/index.ts";
import type { Genesys } from "../genesys/index.ts";
import { checkedGenesys } from "./handles.ts";
import { readScores, readSources, readWords } from "./shapes.ts";

const diagnoseShape: Shape<DiagnoseOptions> = { signal: readSignal, clock: readClock };

/**
 * Asks one cheap real request for each permission that an extraction needs, and four for the org; nothing is changed.
 * @throws {UsageError} for arguments that do not fit
 * @throws {CredentialsError} {@link UnreachableError} and, when `signal` aborts, {@link InterruptedError}: without
 *   credentials and a way to Genesys there is nothing to diagnose
 */
export async function diagnose(genesys: Genesys, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  return diagnoseChecked(checkedGenesys(genesys, "diagnose"), readOptions(options, "diagnose", diagnoseShape));
}

/** Which forms are listed. Every list is a filter: an empty one lets everything pass. */
export interface FormsRequest extends Partial<Omit<CheckedRequest, "range">> {
  /** Answers given in it are counted. */
  readonly range: Period;
}

type Checked = Partial<CheckedRequest> & { readonly range: Interval };

const formsShape: Shape<Checked> = {
  range: readPeriod,
  sources: readSources,
  forms: readWords,
  scores: readScores,
  measures: readTable(readWords),
};

/**
 * The published forms of an org with what Afterword makes of their questions: a handful of requests, for any number of
 * responses. A source that cannot be read is skipped and named; if that is all of them, its error is thrown.
 * @throws {UsageError} for arguments that do not fit, and for a form that was asked for and that the org does not have
 * @throws {PermissionError} {@link CredentialsError} {@link UnreachableError} and, when `signal` aborts,
 *   {@link InterruptedError}
 */
export async function listForms(genesys: Genesys, request: FormsRequest, signal?: AbortSignal): Promise<FormList> {
  const client = checkedGenesys(genesys, "listForms");
  const defaults = {
    sources: ["surveys", "evaluations"],
    forms: [],
    scores: { roles: {}, leads: {}, scales: {} },
  } as const;
  const checked = { ...defaults, ...readOptions(request, "listForms", formsShape, ["range"]) };
  return listChecked(client, checked, signal === undefined ? undefined : readSignal(signal, "listForms: signal"));
}
