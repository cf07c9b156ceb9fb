import { createHash } from "node:crypto";
import { type Interval, isoTime } from "../../base/index.ts";
import { ask, type Basis, type Filter, hasTeams, type Rule } from "../../metrics/index.ts";
import { defineSection, safe } from "../define-section.ts";
import type { People, ReportRequest } from "../request.ts";
import type { Context } from "../section.ts";

/** The request, and the kind of its answer. */
export interface AboutPart {
  readonly generated_at: string;
  readonly definition_id: string | null;
  readonly range: { readonly from: string; readonly to: string };
  readonly time_zone: string;
  readonly basis: Basis;
  readonly rule: Rule;
  readonly agents: People["mode"];
  readonly pooled: boolean;
  /** What produced it, as it was asked for. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly compared_with: { readonly from: string; readonly to: string } | null;
}

export const about = defineSection({
  key: "about",
  words: { en: {}, de: {} },
  async read(context: Context): Promise<AboutPart> {
    const { request, filter, compared, people, pool } = context;
    const { now, local } = request;
    return {
      generated_at: isoTime(now),
      definition_id: request.definitionId && (await readDefinitionId(context, request.definitionId)),
      range: iso(request.filter.range),
      time_zone: local.timeZone,
      basis: filter.basis ?? "completed",
      rule: filter.rule ?? "genesys",
      agents: people.mode,
      pooled: pool,
      filter: { ...chosen({ ...request.filter, ...request.written }), ...byRoster(request) },
      compared_with: compared && iso(compared),
    };
  },
  protect: {
    generated_at: safe,
    definition_id: safe,
    range: safe,
    time_zone: safe,
    basis: safe,
    rule: safe,
    agents: safe,
    pooled: safe,
    filter: safe,
    compared_with: safe,
  },
  finish: (part, { only }) => (only === "scores" ? { ...part, compared_with: null } : part),
});

const iso = ({ from, to }: Interval): AboutPart["range"] => ({ from: isoTime(from), to: isoTime(to) });

/** Which teams are meant, where they are not Genesys'. */
function byRoster({ by, filter: { roster, teams = [] } }: ReportRequest): AboutPart["filter"] {
  return hasTeams(roster) && (by === "team" || teams.length > 0) ? { teams_by: "roster" } : {};
}

/** The filter as it was asked for, without what lets everything pass. */
function chosen({
  range: _,
  attributes,
  roster: __,
  ...given
}: Filter & NonNullable<ReportRequest["written"]>): AboutPart["filter"] {
  const filter = { ...given, roster: attributes };
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/**
 * The meaning of the numbers, as an id: of the settings, which have an id of their own, and of the decisions made by
 * them. A form that was read for the first time, or a lead that changed, makes another one.
 */
async function readDefinitionId({ reader, signal }: Context, settings: string): Promise<string> {
  const decided = await ask(reader, "decided", { signal });
  const lines = decided.map((row) => JSON.stringify(row)).sort();
  return createHash("sha256")
    .update([settings, ...lines].join("\n"))
    .digest("hex")
    .slice(0, 12);
}
