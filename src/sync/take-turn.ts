import type { Transaction } from "../warehouse/index.ts";

/** Whose turn it is where the organizations of a warehouse share something: in a transaction the last that it takes. */
export const everyOrganization = "";

/**
 * Makes a transaction wait until no other process is in one that has taken its turn, so that what it reads from now on is what
 * it writes on top of. All of them write one row; who comes second waits for it.
 */
export async function takeTurn(tx: Transaction, organization: string): Promise<void> {
  const changed = await tx.run(
    "UPDATE lease SET owner = owner WHERE organization_id = $organization AND name = 'turn'",
    { organization },
  );
  if (changed > 0) return;
  const forever = "9999-12-31T23:59:59.999Z";
  await tx.put("lease", [{ organization_id: organization, name: "turn", owner: "", until_time: forever }]);
}
