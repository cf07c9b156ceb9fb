import { createGenesys, defaultRequest, extract, readRegion, Secret } from "afterword";

await using genesys = createGenesys({
  clientId: process.env["GENESYS_CLIENT_ID"] ?? "",
  clientSecret: new Secret(process.env["GENESYS_CLIENT_SECRET"] ?? ""),
  hosts: readRegion("eu-central-1"),
});
const week = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 8) };
const { records, missing } = await extract(genesys, defaultRequest(week));
console.log(`${records.length} responses`, missing);
