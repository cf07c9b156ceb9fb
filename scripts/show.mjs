// What `npm start` shows of a warehouse: the newest answers, and the report, as much of it as fits the screen, last.
import { PassThrough } from "node:stream";
import { processContext } from "../dist/cli/context.js";
import { main } from "../dist/cli/program.js";
import { toTable } from "../dist/cli/screen/response-table.js";
import { warehousePlace } from "../dist/cli/warehouse/warehouse-path.js";
import { openReader, readConfig } from "../dist/index.js";
import { peopleOfWarehouse } from "../dist/request/index.js";

const newest = `
  SELECT submit_date, source, agent_id, agent_name, queue_name, media_type, duration_seconds, csat_score,
         evaluator_csat_score, nps_score, comment
  FROM csat_response WHERE submit_date IS NOT NULL ORDER BY submit_date DESC, response_id LIMIT 3`;

/** `args` are those of `afterword sync`. */
export async function show(args) {
  const [warehouse, config] = ["--warehouse", "--config"].map((flag) => wordAfter(flag, args));
  const sandbox = args.includes("--sandbox");
  const context = processContext();
  const columns = process.stdout.columns ?? 120;

  console.log();
  // As on a terminal, wherever it goes: somebody wants to see it. The output after the report takes three lines.
  const rows = process.stdout.rows === undefined ? undefined : process.stdout.rows - 3;
  const screen = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  screen.on("data", (text) => process.stdout.write(text));
  const env = process.stdout.isTTY ? context.env : { ...context.env, NO_COLOR: "1" };
  const place = warehousePlace(context, { warehouse, sandbox });
  const settings = config ? ["--config", config] : [];
  const runCommand = (command) =>
    main([command, "--warehouse", place, ...settings], { ...context, stdout: screen, env });
  const reader = await openReader(place);
  const answers = await reader.query(newest).finally(() => reader[Symbol.asyncDispose]());
  if (answers.length === 0) return;
  const { timeZone, agents } = (
    await readConfig({ env: context.env, flags: { sandbox: true, ...(config && { config }) } })
  ).settings;
  const people = await peopleOfWarehouse(reader.place, agents, console.log);
  const records = answers.map(people.row);
  console.log(
    `\nThe newest answers:\n\n${toTable(records, { columns, colour: process.stdout.isTTY === true, timeZone })}`,
  );
  await runCommand("report");
  const flag = sandbox ? " --sandbox" : warehouse ? ` --warehouse ${warehouse}` : "";
  console.log(
    `\nRun it again: it goes on from here. More: node dist/cli/main.js report${flag} --by queue, status${flag}, export${flag} --out answers.csv`,
  );
}

function wordAfter(flag, args) {
  const at = args.findIndex((one) => one === flag || one.startsWith(`${flag}=`));
  return at < 0 ? undefined : (args[at].split("=")[1] ?? args[at + 1]);
}
