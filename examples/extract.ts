import { extract, openGenesys } from "afterword";

const genesys = await openGenesys();
const { records, missing } = await extract(genesys, { range: { from: "2026-03-01", to: "2026-03-08" } });
console.log(`${records.length} responses`, missing);
await genesys.close();
