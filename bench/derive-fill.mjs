import { createHash } from "node:crypto";

/** Documents that are each of one response or interaction; the rest, forms and names, is there once. */
const ofResponses = ["survey", "evaluation", "survey-sighting", "evaluation-sighting", "interaction", "unlinked"];
const kinds = `kind IN (${ofResponses.map((kind) => `'${kind}'`).join(", ")})`;
const tables = [
  "response",
  "answer",
  "attribution",
  "interaction",
  "leg",
  "interaction_division",
  "interaction_wrap_up",
];

/** Times that are not moved: of an evaluation whose release would be over by then, `released` would be another. */
const staying = new Set(["changed_at", "release_date"]);

/** Columns with which to copy rows of a table, as a list for SELECT. */
async function readColumns(warehouse) {
  const rows = await warehouse.query(
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_catalog = current_database() AND table_schema = 'main' ORDER BY table_name, ordinal_position`,
  );
  return (table, change) =>
    rows
      .filter(({ table_name }) => table_name === table)
      .map(({ column_name, data_type }) => change(column_name, data_type))
      .join(", ");
}

/**
 * Copies everything that is stored of each response under other ids, so many times, each 14 days before the one before; the first
 * after so many times 14 days that are left out. `settled`: of none of them anything is to come.
 */
export async function multiply(warehouse, copies, { skipped = 0, settled = false, onCopy = () => {} } = {}) {
  const list = await readColumns(warehouse);
  const [{ last }] = await warehouse.query("SELECT max(arrival) AS last FROM document");
  const stored = `arrival <= ${last} AND ${kinds}`;
  for (let copy = 1; copy <= copies; copy += 1) {
    const ids = (column) => `concat(substr(md5(concat('${copy} ', ${column})), 1, 8), substr(${column}, 9))`;
    const changed = (column, type) => {
      if (settled && column === "settled") return "true";
      if (settled && column === "interaction_end")
        return `coalesce(interaction_end, interaction_start) - INTERVAL ${14 * (copy + skipped)} DAY`;
      if (type === "TIMESTAMP" && !staying.has(column)) return `${column} - INTERVAL ${14 * (copy + skipped)} DAY`;
      return column === "response_id" || column === "interaction_id" ? ids(column) : column;
    };
    const changedDocument = (column, type) => {
      if (column === "arrival") return `arrival + ${copy * last}`;
      // An interaction is read once more on the fourth day after it; of what is settled that is done.
      if (settled && column === "fetched_at") return `fetched_at - INTERVAL ${14 * (copy + skipped) - 4} DAY`;
      if (column === "key" || column === "parent_key") return `xor(${column}, ${(copy * 2_654_435_761) % 2 ** 52})`;
      return column === "id" || column === "parent_id" ? ids(column) : changed(column, type);
    };
    await warehouse.transaction(async (tx) => {
      await tx.run(
        `INSERT INTO document SELECT ${list("document", changedDocument)} FROM document WHERE ${stored} ORDER BY arrival`,
      );
      for (const table of tables) {
        const id = ["response", "answer", "attribution"].includes(table) ? "response_id" : "interaction_id";
        await tx.run(
          `INSERT INTO ${table} SELECT ${list(table, changed)} FROM ${table} WHERE ${id} IN (SELECT id FROM document WHERE ${stored})`,
        );
      }
    });
    onCopy(copy);
  }
}

/** All documents in the order in which they came. */
export const readDocuments = (warehouse) =>
  warehouse.query("SELECT organization_id, kind, id, parent_id, fetched_at, json FROM document ORDER BY arrival");

/** Stores these documents, as if they had just come, of responses and interactions with other ids. Returns how many responses. */
export async function addDocuments(warehouse, documents, { keyOf, contentHash }) {
  const own = documents.filter(({ kind }) => ofResponses.includes(kind));
  const known = new Set(own.map(({ id }) => id));
  const salt = createHash("sha1").update("new").digest().readUInt32BE(0);
  const newId = (id) =>
    ((Number.parseInt(id.slice(0, 8), 16) ^ salt) >>> 0).toString(16).padStart(8, "0") + id.slice(8);
  const renamed = (json) =>
    json.replace(/"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g, (quoted, id) =>
      known.has(id) ? `"${newId(id)}"` : quoted,
    );
  const [{ last }] = await warehouse.query("SELECT max(arrival) AS last FROM document");
  const noted = new Set();
  for (let index = 0; index < own.length; index += 2_000) {
    const rows = own
      .slice(index, index + 2_000)
      .map(({ organization_id, kind, id, parent_id, fetched_at, json }, at) => {
        const [name, parent, text] = [newId(id), parent_id && newId(parent_id), renamed(json)];
        return {
          ...{ organization_id, kind, id: name, parent_id: parent, fetched_at, json: text, size: text.length },
          arrival: Number(last) + 1 + index + at,
          key: keyOf(kind, name),
          parent_key: parent && keyOf("interaction", parent),
          hash: contentHash(text),
        };
      });
    const responses = rows.filter(({ kind, id }) => /^(?:survey|evaluation)/.test(kind) && !noted.has(id));
    await warehouse.transaction(async (tx) => {
      await tx.append("document", rows);
      await tx.put(
        "underived",
        responses.map(({ organization_id, kind, id }) => ({
          ...{ organization_id, source: kind.replace("-sighting", ""), response_id: id },
        })),
      );
    });
    for (const { id } of responses) noted.add(id);
  }
  return noted.size;
}
