import { createGenesys, defaultSync, openWarehouse, readRegion, rows, Secret, sync } from "afterword";

await using genesys = createGenesys({
  clientId: process.env["GENESYS_CLIENT_ID"] ?? "",
  clientSecret: new Secret(process.env["GENESYS_CLIENT_SECRET"] ?? ""),
  hosts: readRegion("eu-central-1"),
});
await using warehouse = await openWarehouse("afterword.duckdb");
const { complete } = await sync(genesys, warehouse, defaultSync({ since: Date.now() - 7 * 86_400_000 }));
for await (const batch of rows(warehouse, { rows: "responses" })) {
  for (const { submit_date, agent_name, csat_score } of batch) console.log(submit_date, agent_name, csat_score);
}
if (!complete) console.error("Something is missing.");
