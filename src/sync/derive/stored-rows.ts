import type { Reader, Row } from "../../warehouse/index.ts";
import { ofInteraction } from "./replace-rows.ts";

/** The stored rows of one response and of its interaction, by table. */
export interface StoredRows {
  readonly response: Row;
  readonly answer: readonly Row[];
  readonly attribution: readonly Row[];
  readonly interaction: readonly Row[];
  readonly leg: readonly Row[];
  readonly interaction_division: readonly Row[];
  readonly interaction_wrap_up: readonly Row[];
}

/** What the warehouse has of these responses, by id. */
export async function readStoredRows(
  reader: Pick<Reader, "query">,
  organization: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRows>> {
  if (ids.length === 0) return new Map();
  const select = async (table: string, column: string, some: readonly string[]) => {
    const rows = await reader.query(
      `SELECT * FROM ${table} WHERE organization_id = $organization AND ${column} IN (SELECT unnest($some))`,
      { organization, some },
    );
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const id = String(row[column]);
      groups.set(id, [...(groups.get(id) ?? []), row]);
    }
    return (id: string): readonly Row[] => (groups.get(id) ?? []).toSorted(byPosition);
  };
  const responses = await reader.query(
    "SELECT * FROM response WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))",
    { organization, ids },
  );
  const answers = await select("answer", "response_id", ids);
  const attributions = await select("attribution", "response_id", ids);
  const interactions = responses.flatMap(({ interaction_id: id }) => (typeof id === "string" ? [id] : []));
  const [interaction, leg, division, wrapUp] = [
    await select(ofInteraction[0], "interaction_id", interactions),
    await select(ofInteraction[1], "interaction_id", interactions),
    await select(ofInteraction[2], "interaction_id", interactions),
    await select(ofInteraction[3], "interaction_id", interactions),
  ];
  return new Map(
    responses.map((response) => {
      const [id, of] = [String(response["response_id"]), String(response["interaction_id"])];
      return [
        id,
        {
          ...{ response, answer: answers(id), attribution: attributions(id) },
          ...{ interaction: interaction(of), leg: leg(of) },
          ...{ interaction_division: division(of), interaction_wrap_up: wrapUp(of) },
        },
      ];
    }),
  );
}

const byPosition = (one: Row, other: Row): number => Number(one["position"] ?? 0) - Number(other["position"] ?? 0);
