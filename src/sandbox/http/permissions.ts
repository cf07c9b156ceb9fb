import { Refusal } from "./refusals.ts";

/** The permissions that an endpoint requires: one of several permissions, all of several, or nothing. */
export type Permissions = { readonly any: readonly string[] } | { readonly all: readonly string[] } | "none";

/** Throws the documented 403 unless the client, which has every permission but `lacking`, may call the endpoint. */
export function assertPermission(permissions: Permissions, lacking: ReadonlySet<string>, named = true): void {
  if (permissions === "none") return;
  if ("any" in permissions) {
    if (permissions.any.every((name) => lacking.has(name)))
      throw forbidden("missing.any.permissions", "at least one of", permissions.any, named);
    return;
  }
  const missing = permissions.all.filter((name) => lacking.has(name));
  if (missing.length > 0) throw forbidden("missing.permissions", "all of", permissions.all, named);
}

function forbidden(code: string, quantity: string, names: readonly string[], named: boolean): Refusal {
  const list = `[${names.join(", ")}]`;
  return new Refusal(
    403,
    code,
    `Unable to perform the requested action. You must have ${quantity} the following permissions assigned: ${list}`,
    named ? { messageParams: { permissions: list } } : {},
  );
}
