// One sync into a warehouse on a server, beside others, as a process of its own that may be killed:
// node shared-sync.mjs <address> <run> <url> <client id> <milliseconds by which its clock is off> <since>; the secret is in the environment.
import { Secret, systemClock } from "../../dist/base/index.js";
import { createGenesys } from "../../dist/genesys/index.js";
import { defaultSync, sync } from "../../dist/sync/index.js";
import { openWarehouse } from "../../dist/warehouse/index.js";

const [, , address, place, runId, url, clientId, off, since] = process.argv;
const clock = { now: () => Date.now() + Number(off), sleep: systemClock.sleep };
const warehouse = await openWarehouse(address);
const hosts = { api: url, login: url };
const genesys = createGenesys({ clientId, clientSecret: new Secret(process.env.SECRET), hosts, clock });
await sync(genesys, { ...warehouse, place }, defaultSync({ since: Number(since) }), { clock, runId });
await genesys[Symbol.asyncDispose]();
await warehouse[Symbol.asyncDispose]();
