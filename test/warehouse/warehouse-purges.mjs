// Rewrites a warehouse again and again, and prints a line when each begins and when it is done. A process of its own, to be
// killed or to run out of room: node warehouse-purges.mjs <place> <how often>
import { openWarehouse } from "../../dist/warehouse/index.js";

const [, , place, times] = process.argv;
// Else the signal of a file grown too large would end the process before DuckDB hears of it.
process.on("SIGXFSZ", () => {});

try {
  const warehouse = await openWarehouse(place);
  for (let index = 0; index < Number(times); index += 1) {
    process.stdout.write(`begun ${index}\n`);
    await warehouse.purge();
    process.stdout.write(`done ${index}\n`);
  }
  await warehouse.close();
} catch (error) {
  process.stdout.write(`${error.code}: ${error.message}\n`);
}
