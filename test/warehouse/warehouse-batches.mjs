// Commits batch after batch to a warehouse, a hundred rows of two tables each, and prints the number of each batch when it
// is committed. A process of its own, to be killed or to run out of room: node warehouse-batches.mjs <place> <first batch>
import { openWarehouse } from "../../dist/warehouse/index.js";

const [, , place, first] = process.argv;
// Else the signal of a file grown too large would end the process before DuckDB hears of it.
process.on("SIGXFSZ", () => {});

const filling = () => Math.random().toString(36).repeat(40);

let warehouse;
try {
  warehouse = await openWarehouse(place);
  for (let batch = Number(first); batch < Number(first) + 500; batch += 1) {
    const ids = Array.from({ length: 100 }, (_, index) => `${batch}-${index}`);
    await warehouse.transaction(async (tx) => {
      await tx.put(
        "fact",
        ids.map((name) => ({ name, value: filling() })),
      );
      await tx.put(
        "queue",
        ids.map((queue_id) => ({ organization_id: "org", queue_id, name: String(batch) })),
      );
    });
    process.stdout.write(`${batch}\n`);
  }
} catch (error) {
  process.stdout.write(`${error.code}: ${error.message}\n`);
}
await warehouse?.[Symbol.asyncDispose]();
