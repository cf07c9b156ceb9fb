import { type FormRoute, reopen, type StoredRoutes, startingRoute, toSingle } from "./form-routes.ts";

/** What two syncs have learned of the routes, as one. Where one of them still read in bulk what the other doubts, it is read again. */
export function joinRoutes(first: StoredRoutes, second: StoredRoutes): StoredRoutes {
  const reopenedAt = later(first.reopenedAt, second.reopenedAt);
  // A refusal from before the other asked again is over.
  const current = (routes: StoredRoutes): StoredRoutes =>
    routes.closed !== null && reopenedAt !== null && (routes.closedAt ?? "") < reopenedAt
      ? reopen(routes, reopenedAt)
      : routes;
  const [one, other] = [current(first), current(second)];
  const { closed, closedAt } = one.closed === null ? other : one;
  const ids = new Set([...Object.keys(one.forms), ...Object.keys(other.forms)]);
  const forms = [...ids].map((id): [string, FormRoute] => {
    const joined = joinForms(one.forms[id] ?? startingRoute, other.forms[id] ?? startingRoute);
    return [id, closed === null || joined.route === "single" ? joined : toSingle(joined, closed)];
  });
  return { closed, closedAt, reopenedAt, forms: Object.fromEntries(forms) };
}

function joinForms(one: FormRoute, other: FormRoute): FormRoute {
  const [more, less] =
    one.route === "single" || (other.route !== "single" && one.compared > other.compared) ? [one, other] : [other, one];
  const uncounted = one.uncounted || other.uncounted;
  const remarks = one.remarks || other.remarks;
  const isDoubted = (read: FormRoute): boolean =>
    read.route === "bulk" && (more.route === "single" || read.uncounted !== uncounted || read.remarks !== remarks);
  return { ...more, uncounted, remarks, rereads: more.rereads || less.rereads || isDoubted(one) || isDoubted(other) };
}

const later = (one: string | null, other: string | null): string | null => ((one ?? "") > (other ?? "") ? one : other);
