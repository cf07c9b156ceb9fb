import type { KnownToken } from "../../roles/index.ts";
import { type GridStyle, toGrid } from "../../terminal/index.ts";

/** Tokens as `token list --json` prints them; nothing by which one could be used. */
export const tokensDocument = (tokens: readonly KnownToken[]) =>
  tokens.map(({ id, name, role, organizationId, agents, teams, divisions, roster, texts, addedAt, revokedAt }) => ({
    id,
    name,
    role,
    organization_id: organizationId,
    ...{ agents, teams, divisions, roster },
    comments: texts,
    added_at: addedAt,
    revoked_at: revokedAt,
  }));

/** The same for a person: valid tokens first. */
export function formatTokens(tokens: readonly KnownToken[], style: GridStyle): string {
  if (tokens.length === 0) return "There are no tokens.\n";
  const sorted = tokens.toSorted((one, other) => Number(one.revokedAt !== null) - Number(other.revokedAt !== null));
  const sight = ({ role, agents, teams, divisions, roster, texts }: KnownToken): string =>
    [
      role === "admin" ? "everything" : "",
      ...agents.map((id) => `agent ${id}`),
      ...teams.map((id) => `team ${id}`),
      ...divisions.map((id) => `division ${id}`),
      Object.entries(roster)
        .map(([attribute, values]) => `${attribute} ${values.join(" or ")}`)
        .join(" and "),
      texts ? "" : "without comments",
    ]
      .filter((part) => part !== "")
      .join(", ");
  const columns = [
    { title: "id", whole: true },
    { title: "name", flexible: true },
    { title: "role" },
    { title: "added" },
    { title: "revoked", spare: true },
    { title: "sees", below: true },
  ];
  const cells = sorted.map((one) => [
    ...[one.id, one.name, one.role, one.addedAt.slice(0, 10), one.revokedAt?.slice(0, 10) ?? "", `sees ${sight(one)}`],
  ]);
  return toGrid(columns, cells, style);
}
