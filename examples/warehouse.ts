import { openGenesys, openWarehouse, rows, sync } from "afterword";

const genesys = await openGenesys();
const warehouse = await openWarehouse("afterword.duckdb");
const { complete } = await sync(genesys, warehouse, { since: Date.now() - 7 * 86_400_000 });
for await (const batch of rows(warehouse, { rows: "responses" })) {
  for (const { submit_date, agent_name, csat_score } of batch) console.log(submit_date, agent_name, csat_score);
}
if (!complete) console.error("Something is missing.");
await warehouse.close();
await genesys.close();
