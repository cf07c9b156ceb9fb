import { useMemo } from "preact/hooks";
import type { ReportDocument } from "../../src/report/index.ts";
import { useFrame } from "./frame.ts";
import { isRecord } from "./problem.ts";
import { carried, type Query, queryText } from "./query.ts";
import { useResource } from "./resource.ts";
import type { Resource } from "./source.ts";

/** Which parts of the report each of its sections brings; the keys are those of `/api/sections/`. */
const partsOf = {
  about: [
    "generated_at",
    "definition_id",
    "range",
    "time_zone",
    "basis",
    "rule",
    "agents",
    "pooled",
    "filter",
    "compared_with",
  ],
  volume: ["responses", "interactions", "partial", "evaluations", "unlinked", "completion", "comment_rate"],
  csat: ["csat", "csat_by_channel", "mean_satisfaction", "bottom_box"],
  nps: ["nps"],
  effort: ["ces", "ces_families"],
  resolution: ["resolution", "resolution_families"],
  families: ["families"],
  csat_index: ["csat_index"],
  evaluations: ["evaluator_csat", "machine_csat"],
  genesys_score: ["genesys_score"],
  response_rate: ["response_rate", "response_rate_by_channel"],
  coverage: ["coverage"],
  changes: ["changes"],
  targets: ["targets"],
  design_effect: ["design_effect"],
  trend: ["trend"],
  distribution: ["distribution"],
  groups: ["by", "overlapping", "left_out", "groups"],
  queues: ["queues"],
  agents: ["agent_groups"],
  queue_series: ["queue_series"],
  agent_series: ["agent_series"],
  attribution: ["attribution"],
  hours: ["hours"],
  drivers: ["drivers"],
  survey_quality: ["survey_quality"],
  low_comments: ["low_comments"],
  questions: ["awaiting_role", "assumed_directions", "doubtful_directions"],
  completeness: ["completeness", "complete_to", "read_from"],
} as const satisfies Readonly<Record<string, readonly (keyof ReportDocument)[]>>;

export type SectionKey = keyof typeof partsOf;

/** What the sections bring together; what may be left out of a whole report may be left out of them. */
export type Sections<Key extends SectionKey> = Pick<ReportDocument, (typeof partsOf)[Key][number]> &
  Pick<ReportDocument, "standing">;

/** The sections of the report that the page's address asks for. */
export function useSections<Key extends SectionKey>(...keys: readonly Key[]): Resource<Sections<Key>> {
  return useSectionsOf(useFrame().address.query, ...keys);
}

/** The same of another question than that of the address: of one group, or by another grouping. */
export function useSectionsOf<Key extends SectionKey>(query: Query, ...keys: readonly Key[]): Resource<Sections<Key>> {
  const named = keys.join(",");
  const read = useMemo(() => (json: unknown) => readSections(json, keys), [named]);
  return useResource(sectionsPath(keys, query), read);
}

export function sectionsPath(keys: readonly SectionKey[], query: Query): string {
  const search = queryText(carried(query));
  return `/api/sections/${keys.join(",")}${search === "" ? "" : `?${search}`}`;
}

/** @throws where a part is missing; what stands in the parts is the server's, of the same version as the page */
export function readSections<Key extends SectionKey>(json: unknown, keys: readonly Key[]): Sections<Key> {
  const missing = keys.flatMap((key) => partsOf[key]).filter((part) => !isRecord(json) || !(part in json));
  if (missing.length > 0) throw new Error(`The answer lacks ${missing.join(", ")}.`);
  return json as Sections<Key>;
}
