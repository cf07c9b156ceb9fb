import type { Source } from "../../collect/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { readSql } from "../sql.ts";
import type { Planning } from "./planning.ts";

const leadSatisfaction = readSql("lead-satisfaction");

/** Fewer responses of a form say little of its next ones. */
const enough = 50;

/** The share of each form's stored responses whose lead question is not answered with satisfaction. */
export async function readDissatisfied(reader: Reader, organization: string): Promise<Planning["dissatisfied"]> {
  const shares = new Map<string, number>();
  for (const row of await reader.query(leadSatisfaction, { organization })) {
    const [responses, satisfied] = [Number(row["responses"]), Number(row["satisfied"])];
    const source: Source = row["source"] === "survey" ? "surveys" : "evaluations";
    if (responses >= enough) shares.set(`${source} ${row["form_context_id"]}`, 1 - satisfied / responses);
  }
  return (source, contextId) => shares.get(`${source} ${contextId}`) ?? null;
}
