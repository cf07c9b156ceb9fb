import { second } from "../../base/index.ts";
import type { Diagnosis, Known } from "../../doctor/index.ts";
import { type RouteStatus, routeDocument } from "../../sync/index.ts";

/** A diagnosis for a program, in the spelling of the record. */
export function toDiagnosisJson(diagnosis: Diagnosis, routes: Known<readonly RouteStatus[]>): string {
  const { whose, checks, readable, allowed, limits, divisions, redacted, clockSkew, role, spent } = diagnosis;
  const document = {
    organization: whose.value?.organization ?? null,
    oauth_client: whose.value?.client ?? null,
    surveys_readable: readable.surveys,
    evaluations_readable: readable.evaluations,
    permissions: checks.map(({ permission, alternatives, purpose, ...outcome }) => ({
      ...{ permission, alternatives, for: purpose },
      ...outcome,
    })),
    requests_per_minute: allowed,
    limits: limits.value,
    divisions: divisions.value?.names ?? null,
    more_divisions: divisions.value?.more ?? null,
    redacted_evaluations: redacted.value,
    routes: routes.value?.map(routeDocument) ?? null,
    clock_skew_seconds: clockSkew === null ? null : clockSkew / second,
    not_told: {
      organization: whose.reason,
      limits: limits.reason,
      divisions: divisions.reason,
      redacted_evaluations: redacted.reason,
      routes: routes.reason,
    },
    role,
    requests: spent.requests,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
