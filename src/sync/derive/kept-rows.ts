import { z } from "zod";
import { hour, isRecord, readStored, readTime } from "../../base/index.ts";
import {
  type EvaluationStub,
  further,
  isFinished,
  isReleased,
  isSettled,
  rankOf,
  type SurveyStub,
} from "../../collect/index.ts";
import { type Answer, type CsatScore, changeTexts, forgottenEvaluator } from "../../csat/index.ts";
import type { Row, Value } from "../../warehouse/index.ts";
import type { ForgottenParts } from "../documents/emptied.ts";
import { withoutNames } from "../documents/erased-names.ts";
import type { Erasures } from "../documents/erasures.ts";
import type { StoredRows } from "./stored-rows.ts";

/*
 * Rows whose document is not kept any more are what is left of a response. They stay as they were derived, but for what has become
 * known since: that Genesys deleted it or goes on with it, that it is released, that texts, people or the erased are not to be in it.
 */

/** What has become known of a response whose document is not kept any more. */
export interface Since {
  readonly forgotten: ForgottenParts;
  readonly survey: SurveyStub | null;
  readonly evaluation: EvaluationStub | null;
  readonly redact: (text: string) => string;
  readonly erasures: Erasures;
  /** By Genesys' clock, milliseconds since 1970. */
  readonly now: number;
}

/** The rows as they are now. */
export function changeRows(rows: StoredRows, since: Since): StoredRows {
  const { survey, evaluation } = since;
  const own = withTexts(withPeople(rows, since), since);
  const response = {
    ...own.response,
    ...(survey === null ? {} : goneOn(own.response, survey)),
    ...(evaluation === null ? {} : scoredAgain(own.response, evaluation)),
  };
  const released = { ...response, ...releasedBy(response, since.now) };
  return { ...own, response: { ...released, ...(isOutOfAll(released) && { listed: false }) } };
}

const isOutOfAll = ({ source, deleted, csat_scores }: Row): boolean =>
  deleted === true || (source === "evaluation" && csat_scores === "{}");

const text = (value: Value | undefined): string | null => (typeof value === "string" ? value : null);

function goneOn(row: Row, seen: SurveyStub): Row {
  if (seen.deleted) return { deleted: true, settled: true };
  const status = further(text(row["status"]), seen.status);
  const started = row["started"] === true || seen.started || rankOf(status) === rankOf("InProgress");
  if (status === row["status"]) return { started };
  // Its answers are asked for; no listing has them.
  return { status, started: started || isFinished(status), settled: isSettled(status) && !isFinished(status) };
}

/** As where its document is kept: a listing that knows a later submission makes it due. */
function scoredAgain(row: Row, seen: EvaluationStub): Row {
  if (seen.deleted) return { deleted: true, settled: true };
  const [listed, submitted] = [readTime(seen.submitted), readTime(text(row["submit_date"]))];
  const isLater = seen.released === null && listed !== null && submitted !== null && listed - submitted >= hour;
  return isLater ? { settled: false } : {};
}

function releasedBy(row: Row, now: number): Row {
  const releaseDate = text(row["release_date"]);
  const date = readTime(releaseDate);
  const released = date !== null && date <= now;
  if (row["source"] !== "evaluation" || row["released"] === released) return {};
  const isOpen = !isReleased({ releaseDate, neverRelease: row["never_release"] === true }, now);
  return { released, listed: !isOpen && isFinished(text(row["status"])) && row["calibration"] !== true };
}

function withPeople(rows: StoredRows, { forgotten, erasures }: Since): StoredRows {
  const isGone = (id: Value | undefined): boolean =>
    typeof id === "string" && id !== forgottenEvaluator && (forgotten.people === true || erasures.has("agent", id));
  const without = (row: Row, role: "agent" | "evaluator"): Row => {
    if (!isGone(row[`${role}_id`])) return row;
    return { ...row, [`${role}_id`]: role === "evaluator" ? forgottenEvaluator : null, [`${role}_name`]: null };
  };
  const response = without(without(rows.response, "agent"), "evaluator");
  const agents = readStored(storedLegs, response["agents"] ?? "null", "column agents of a response")?.map((leg) =>
    isGone(textOrNull(leg["agent_id"])) ? { ...leg, agent_id: null, agent_name: null } : leg,
  );
  return {
    ...rows,
    response: agents ? { ...response, agents: JSON.stringify(agents) } : response,
    attribution: joined(
      rows.attribution.map((row) => (isGone(row["agent_id"]) ? { ...row, agent_id: null } : row)),
      rows.attribution,
    ),
    leg: rows.leg.map((row) => without(row, "agent")),
  };
}

const storedLegs = z.array(z.record(z.string(), z.unknown())).nullable();
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Those of whom nothing is known are one where they had the same queue. */
function joined(rows: readonly Row[], before: readonly Row[]): readonly Row[] {
  if (rows.every((row, index) => row === before[index])) return rows;
  const all: Row[] = [];
  for (const row of rows) {
    const at = all.findIndex(({ agent_id, queue_id }) => agent_id === row["agent_id"] && queue_id === row["queue_id"]);
    const same = all[at];
    if (same === undefined) all.push(row);
    else
      all[at] = {
        ...same,
        ...Object.fromEntries(weights.map((name) => [name, Number(same[name]) + Number(row[name])])),
      };
  }
  return all;
}

const weights = ["weight_genesys", "weight_last", "weight_first", "weight_longest", "weight_all"] as const;

const storedAnswers = z.array(
  z.custom<Answer>((value) => isRecord(value) && typeof value["question_id"] === "string", "an answer"),
);
const storedScores = z.record(z.string(), z.custom<CsatScore>());

function withTexts(rows: StoredRows, { forgotten, redact, erasures }: Since): StoredRows {
  const { response } = rows;
  const before = {
    answers: readStored(storedAnswers, response["answers"], "column answers of a response"),
    csat_scores: readStored(storedScores, response["csat_scores"], "column csat_scores of a response"),
    comment: text(response["comment"]),
  };
  const change = (written: string): string | null =>
    forgotten.texts === true ? null : withoutNames(redact(written), erasures);
  const after = changeTexts(before, change);
  const unread = forgotten.texts === true && response["texts_read"] === true ? { texts_read: false } : {};
  return {
    ...rows,
    response: {
      ...response,
      ...unread,
      ...{ answers: JSON.stringify(after.answers), comment: after.comment },
      csat_scores: JSON.stringify(after.csat_scores),
    },
    answer: rows.answer.map((row) => {
      const [old, one] = [before.answers[Number(row["position"])], after.answers[Number(row["position"])]];
      if (!old || !one || (old.answer === one.answer && old.comment === one.comment)) return row;
      const answer = old.answer === one.answer ? (row["answer"] ?? null) : textOrNull(one.answer);
      return { ...row, role: one.role, answer, comment: one.comment };
    }),
  };
}
