import { readFileSync } from "node:fs";
import { type Reader, readOrganizations } from "../warehouse/index.ts";
import type { StoredPeople } from "./facts.ts";

const people = readFileSync(new URL("./sql/people.sql", import.meta.url), "utf8").trim();

/** How many people a warehouse holds. */
export async function readStoredPeople(reader: Reader): Promise<StoredPeople> {
  const [row] = await reader.query(people);
  const organizations = await readOrganizations(reader);
  return {
    organizations: organizations.map(({ id, name }) => name ?? id),
    responses: Number(row?.["responses"] ?? 0),
    agents: Number(row?.["agents"] ?? 0),
    oldest: typeof row?.["oldest"] === "string" ? row["oldest"].slice(0, 10) : null,
    erasures: Number(row?.["erasures"] ?? 0),
  };
}
