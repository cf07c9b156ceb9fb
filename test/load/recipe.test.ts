import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { createMovableClock, type MovableClock, openSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { program } from "../commands/process.ts";
import { leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { evaluation, interaction, smallOrg, survey } from "../orgs/small-org.ts";
import { openDatabase } from "../servers/postgres.ts";

/*
 * The recipes of docs/warehouse.md as they stand there, run by a shell, with psql, night after night: a missed night, an evaluation that
 * was scored again, a survey that was deleted, an organization that is added.
 */

const page = readFileSync("docs/warehouse.md", "utf8");
const recipe = (name: string): string =>
  new RegExp(`<!-- recipe: ${name} -->\n\`\`\`sh\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
/** What is printed once: the tables and how they are filled. */
const prints = [...page.matchAll(/^afterword export --ddl postgres --rows \w+ > load-\w+\.sql$/gm)].map(
  ([line]) => line,
);

const execute = promisify(execFile);
/** Of what is printed. */
const maxBuffer = 64 * 2 ** 20;
const hasPsql = existsSync("/usr/bin/psql");

interface Row extends Readonly<Record<string, unknown>> {
  readonly response_id: string;
}

/** An organization in which one survey stays as it is, another is deleted, a third is answered late, and an evaluation is scored again. */
function openOrg(name: string, clock: MovableClock, start: number): Promise<Sandbox> {
  const sent = [
    ["Pending", start + hour],
    ["Sent", start + 2 * hour],
  ] as const;
  const answered = [...sent, ["Finished", start + 5 * hour]] as const;
  const released = [
    ["Pending", start + hour],
    ["Finished", start + 3 * hour],
    ["Released", start + 4 * hour],
  ] as const;
  const surveys = [
    survey("stays", answered),
    survey("gone", [...answered, ["Deleted", start + 50 * hour]]),
    survey("late", [...sent, ["Finished", start + 60 * hour]]),
  ];
  const rescored = evaluation("rescored", [
    ...released,
    ["Rescored", rescoring(start)],
    ["Finished", rescoring(start) + hour],
  ]);
  const interactions = [
    ...surveys.map((one) => interaction(one.interactionId, start, { surveys: [one] })),
    interaction(rescored.interactionId, start, { evaluations: [rescored] }),
  ];
  const [firstDay, lastDay] = [Math.floor(start / day), Math.floor(start / day) + 10];
  const org = { ...smallOrg(interactions), id: randomUUID(), name, firstDay, lastDay };
  return openSandbox({ org, clock, limit: "off" });
}

const rescoring = (start: number): number => start + 2 * day;

test.runIf(hasPsql)(
  "nights in a database of one's own, by the recipe: what is there is what a full export gives",
  async () => {
    await using database = await openDatabase();
    const start = Date.now() - 9 * day;
    const clock = createMovableClock(start + day);
    await using north = await openOrg("Acme EMEA", clock, start);
    await using south = await openOrg("Acme APAC", clock, start);
    const { run, rowsOf } = openFolder(database.address, { emea: north, apac: south });
    const submitted = async () =>
      Object.fromEntries(
        (await rowsOf("csat_response")).map(({ response_id: id, submit_date: time }) => [
          id,
          time && Date.parse(String(time)),
        ]),
      );
    const expectFull = async (...flags: readonly string[]) => {
      const full = [];
      for (const flag of flags) full.push(...JSON.parse((await run(`afterword export --json ${flag}`)).stdout));
      const columns = ["organization_id", "response_id", "change_id", "status", "total_score"];
      const shown = (rows: readonly Row[]) => rows.map((row) => columns.map((name) => row[name]).join(" ")).sort();
      expect(shown(await rowsOf("csat_response"))).toEqual(shown(full));
    };
    expect(prints).toHaveLength(2);
    for (const line of prints) await run(line);

    const single = recipe("postgres").replace("afterword sync", "afterword sync --profile emea");
    await run(single);
    expect(await submitted()).toEqual({
      stays: start + 5 * hour,
      gone: start + 5 * hour,
      late: null,
      rescored: start + 3 * hour,
    });
    // Nights are missed.
    clock.advance(4 * day);
    await run(single);
    expect(await submitted()).toEqual({
      stays: start + 5 * hour,
      late: start + 60 * hour,
      rescored: rescoring(start) + hour,
    });
    await expectFull("");

    // A second organization: the state of the first one is renamed, as the page says.
    for (const rows of ["responses", "answers"]) await run(`mv ${rows}.state "${rows} of Acme EMEA.state"`);
    clock.advance(4 * day);
    await run(recipe("organizations"));
    await expectFull('--org "Acme EMEA"', '--org "Acme APAC"');
    expect(await rowsOf("csat_response")).toHaveLength(6);
    expect(await run(recipe("organizations"))).toEqual({ stdout: "", stderr: "" });
    // Not 1, whatever it was.
    await expect(run(recipe("organizations").replace("emea apac", "nowhere"))).rejects.toMatchObject({ code: 2 });
  },
  300_000,
);

/** A folder with `afterword` on the path, a profile for each org, and psql that finds its database by itself. */
function openFolder(address: string, orgs: Readonly<Record<string, Sandbox>>) {
  const [home, bin, cwd] = [newFolder(), newFolder(), newFolder()];
  writeFileSync(join(bin, "afterword"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, { mode: 0o755 });
  mkdirSync(join(home, ".config", "afterword"), { recursive: true });
  const profiles = Object.entries(orgs).map(([name, sandbox]) => {
    const env = leadTo(sandbox);
    return `[${name}]\ngateway_url = "${env["GENESYS_GATEWAY_URL"]}"\nclient_id = "${env["GENESYS_CLIENT_ID"]}"\nclient_secret = "${env["GENESYS_CLIENT_SECRET"]}"\n`;
  });
  writeFileSync(join(home, ".config", "afterword", "profiles.toml"), profiles.join("\n"), { mode: 0o600 });
  const { hostname, port, username, password, pathname } = new URL(address);
  const env = {
    ...{ HOME: home, PATH: [bin, "/usr/bin", "/bin"].join(delimiter), TZ: "UTC" },
    ...{ PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password, PGDATABASE: pathname.slice(1) },
  };
  return {
    /** In a process, as the sandboxes answer from this one. Refuses a failure. */
    run: (script: string) => execute("sh", ["-c", script], { cwd, env, maxBuffer }),
    async rowsOf(table: string): Promise<readonly Row[]> {
      const { stdout } = await execute("psql", ["-X", "-At", "-c", `SELECT to_jsonb(r) FROM ${table} AS r`], {
        env,
        maxBuffer,
      });
      return stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Row);
    },
  };
}
