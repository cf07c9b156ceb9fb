import { isoTime, readTime } from "../../base/index.ts";
import { asksAgainAfter, describeRoute, type FormKind, type Source } from "../../collect/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { readFormRoutes } from "../form-routes.ts";

/** How the responses of a form are read, and why. */
export interface RouteStatus {
  readonly source: Source;
  /** Null where it is so of every form of the source. */
  readonly formContextId: string | null;
  readonly formName: string | null;
  readonly inBulk: boolean;
  /** Responses that were read both ways and agreed. */
  readonly compared: number;
  /** Why, as a sentence. */
  readonly reason: string;
  /** Since when, ISO 8601; null where nothing has decided it yet, or an earlier release did. */
  readonly since: string | null;
}

/** As `--json` prints it; names as in the record. */
export const routeDocument = ({ formContextId, formName, inBulk, ...route }: RouteStatus) => ({
  ...route,
  form_context_id: formContextId,
  form_name: formName,
  in_bulk: inBulk,
});

const kinds: readonly (readonly [FormKind, Source])[] = [
  ["survey", "surveys"],
  ["evaluation", "evaluations"],
];

/** The routes of all forms that a sync has looked at, by source and name. */
export async function readRouteStatus(reader: Reader, organization: string): Promise<readonly RouteStatus[]> {
  const names = new Map(
    (await reader.query(formNames, { organization })).map(({ id, name }) => [
      String(id),
      name === null ? null : String(name),
    ]),
  );
  const all: RouteStatus[] = [];
  for (const [kind, source] of kinds) {
    const stored = await readFormRoutes(reader, organization, kind);
    if (!stored) continue;
    const again = isoTime((readTime(stored.closedAt) ?? 0) + asksAgainAfter).slice(0, 10);
    const refused = stored.closed === null ? null : `${stored.closed} Asked for again from ${again} on.`;
    if (refused !== null)
      all.push({
        source,
        formContextId: null,
        formName: null,
        inBulk: false,
        compared: 0,
        reason: refused,
        since: stored.closedAt,
      });
    const ofForms = Object.entries(stored.forms)
      .filter(([, route]) => refused === null || route.reason !== stored.closed)
      .map(([id, route]) => ({
        source,
        formContextId: id,
        formName: names.get(id) ?? null,
        inBulk: route.route === "bulk" && route.reason === null,
        compared: route.compared,
        reason: describeRoute(route),
        since: route.since,
      }));
    all.push(...ofForms.sort((a, b) => ((a.formName ?? "") < (b.formName ?? "") ? -1 : 1)));
  }
  return all;
}

const formNames = `
  SELECT coalesce(form_context_id, form_id) AS id, max(name) AS name FROM form
  WHERE organization_id = $organization GROUP BY coalesce(form_context_id, form_id)`;
