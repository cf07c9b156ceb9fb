import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { RosterTable } from "../../src/config/index.ts";
import { openTokens, type Role, type Token, type Tokens } from "../../src/roles/index.ts";
import { openWarehouse, type Warehouse } from "../../src/warehouse/index.ts";
import { keys, type Table } from "../../src/warehouse/tables.ts";
import { newFolder } from "../new-folder.ts";
import { everything } from "../seeds.ts";
import { onServer, openEmptyWarehouse } from "../servers/engine.ts";
import { openSynced } from "../servers/synced.ts";
import { agentsWith, badgesOutside, rosterOf } from "./roster.ts";

/** What somebody with a role sees, and a warehouse that holds nothing else. */
export interface SeenPart {
  readonly name: string;
  readonly role: Role;
  readonly token: string;
  /** From which everything outside was deleted. */
  readonly alone: Warehouse;
  /** Ids, names and comments of others, which may be in no answer. */
  readonly outside: readonly string[];
  /** Ids and names of the part's own people, and ids of its interactions. */
  readonly inside: readonly string[];
  readonly responses: number;
}

export interface Parts extends AsyncDisposable {
  /** Of two organizations that have the same ids. */
  readonly whole: Warehouse;
  readonly tokens: Tokens;
  /** By which some of the parts go. */
  readonly roster: RosterTable;
  readonly parts: readonly SeenPart[];
}

const texts = async ({ query }: Pick<Warehouse, "query">, sql: string): Promise<string[]> =>
  (await query(sql)).flatMap((row) => Object.values(row)).flatMap((one) => (one === null ? [] : [String(one)]));

/** Words that stand in no answer to anybody of the first organization. */
const foreign = "Foreign";

/** The same ids once more, with other words, as if a second organization had them. */
async function addOrganization({ transaction, query }: Warehouse): Promise<void> {
  const names = Object.entries(keys).flatMap(([table, [first]]) =>
    first === "organization_id" && table !== "document" && table !== "lease" ? [table] : [],
  );
  const words: Readonly<Record<string, string>> = {
    organization_id: "'foreign'",
    comment: `'${foreign} comment'`,
    name: `'${foreign} ' || name`,
    agent_name: `'${foreign} ' || agent_name`,
    evaluator_name: `'${foreign} ' || evaluator_name`,
    agents: "replace(agents, 'name\":\"', 'name\":\"Foreign ')",
  };
  const statements: string[] = [];
  for (const table of names) {
    const columns = await texts(
      { query },
      `SELECT column_name FROM information_schema.columns WHERE table_name = '${table}'`,
    );
    const values = columns.map((name) => words[name] ?? name).join(", ");
    statements.push(`INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values} FROM ${table}`);
  }
  await transaction(async (tx) => {
    for (const statement of statements) await tx.run(statement);
  });
}

/** Deletes everything outside, and what is said of the whole warehouse, table by table. */
async function keepOnly({ transaction }: Warehouse, inside: string, hasTexts: boolean): Promise<void> {
  const people = "(SELECT agent_id FROM response WHERE agent_id IS NOT NULL)";
  const without = (table: string, kept: string): string => `DELETE FROM ${table} WHERE NOT coalesce(${kept}, false)`;
  const statements = [
    ...Object.entries(keys).flatMap(([table, [first]]) =>
      first === "organization_id" ? [`DELETE FROM ${table} WHERE organization_id = 'foreign'`] : [],
    ),
    without("response", `listed AND (${inside})`),
    ...["answer", "attribution"].map((table) => without(table, "response_id IN (SELECT response_id FROM response)")),
    ...["interaction", "interaction_division", "interaction_wrap_up", "leg"].map((table) =>
      without(table, "interaction_id IN (SELECT interaction_id FROM response)"),
    ),
    ...["leg", "attribution", "agent"].map((table) => without(table, `agent_id IN ${people}`)),
    ...["form", "question", "answer_option"].map((table) =>
      without(table, "form_id IN (SELECT form_id FROM response)"),
    ),
    without("queue", "queue_id IN (SELECT queue_id FROM response) OR queue_id IN (SELECT queue_id FROM leg)"),
    without("team", "name IN (SELECT team_name FROM response)"),
    without("division", "division_id IN (SELECT division_id FROM interaction_division)"),
    without("wrap_up_code", "wrap_up_code_id IN (SELECT wrap_up_code_id FROM interaction_wrap_up)"),
    without("fact", "name LIKE 'since %' OR name LIKE 'definition %'"),
    ...["handled", "problem", "document", "sync_run", "underived", "tombstone", "change_mark", "lease"].map(
      (table) => `DELETE FROM ${table}`,
    ),
    "UPDATE response SET agents = NULL, change_id = NULL, answers_change_id = NULL, legs_change_id = NULL",
    "UPDATE answer SET change_id = NULL",
    `UPDATE response SET evaluator_id = 'hidden', evaluator_name = NULL WHERE evaluator_id IS NOT NULL AND NOT coalesce(evaluator_id IN ${people}, false)`,
    ...(hasTexts
      ? []
      : [
          "UPDATE response SET comment = NULL, answers = '[]', csat_scores = '{}'",
          "UPDATE answer SET comment = NULL",
          "UPDATE answer SET answer = NULL WHERE type = 'freeTextQuestion' OR (type IS NULL AND role = 'comment')",
        ]),
  ];
  await transaction(async (tx) => {
    for (const statement of statements) await tx.run(statement);
  });
}

/** Days since 1970: what is not tried today is tried on another day. */
export const today = Math.floor(Date.now() / 86_400_000);

interface WantedPart {
  readonly name: string;
  readonly role: Role;
  readonly sight: Partial<Token>;
  /** Which responses, in words of its own. */
  readonly inside: string;
}

/** Parts that overlap, of agents, of teams and divisions, and of the roster: of each kind one a day, unless everything is tried. */
async function choose(warehouse: Warehouse, roster: RosterTable): Promise<readonly WantedPart[]> {
  const by = (column: string): Promise<string[]> =>
    texts(
      warehouse,
      `SELECT ${column} FROM response WHERE listed AND ${column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1`,
    );
  const [agent = "", another = ""] = await by("agent_id");
  const [team = "", second = ""] = await by("team_name");
  const idOf = async (name: string): Promise<string> =>
    (await texts(warehouse, `SELECT team_id FROM team WHERE name = '${name}'`))[0] ?? "";
  const [division = ""] = await texts(
    warehouse,
    "SELECT division_id FROM interaction_division GROUP BY 1 ORDER BY count(*) DESC, 1",
  );
  const inDivision = `interaction_id IN (SELECT interaction_id FROM interaction_division WHERE division_id = '${division}') AND interaction_id NOT IN (SELECT interaction_id FROM interaction_division WHERE division_id <> '${division}')`;
  const isOneOf = (ids: readonly string[]): string => `agent_id IN (${ids.map((id) => `'${id}'`).join(", ")})`;
  const bySite = { site: ["North"] };
  const byBoth = { site: ["South", "West"], shift: ["late"] };
  const [ownTeam, secondTeam] = [await idOf(team), await idOf(second)];
  const kinds: readonly (readonly WantedPart[])[] = [
    [
      { name: "an agent", role: "agent", sight: { agents: [agent] }, inside: `agent_id = '${agent}'` },
      {
        ...{ name: "an agent without comments", role: "agent", sight: { agents: [another], texts: false } },
        inside: `agent_id = '${another}'`,
      },
    ],
    [
      { name: "a team", role: "manager", sight: { teams: [ownTeam] }, inside: `team_name = '${team}'` },
      { name: "a division", role: "manager", sight: { divisions: [division] }, inside: inDivision },
      {
        ...{ name: "a team and a division", role: "manager" },
        sight: { teams: [secondTeam], divisions: [division] },
        inside: `team_name = '${second}' OR (${inDivision})`,
      },
    ],
    [
      {
        ...{ name: "agents by the roster", role: "manager", sight: { roster: bySite } },
        inside: isOneOf(agentsWith(roster, bySite)),
      },
      {
        ...{ name: "agents by two attributes, and a team", role: "manager" },
        sight: { roster: byBoth, teams: [secondTeam] },
        inside: `${isOneOf(agentsWith(roster, byBoth))} OR team_name = '${second}'`,
      },
    ],
  ];
  return kinds.flatMap((kind) => (everything ? kind : kind.filter((_, at) => at === today % kind.length)));
}

const isTable = (name: string): name is Table => name in keys;

/** The same rows in a database of their own. */
async function copyRows({ query }: Warehouse): Promise<Warehouse> {
  const copy = await openEmptyWarehouse();
  for (const table of Object.keys(keys).filter(isTable)) {
    const rows = await query(`SELECT * FROM ${table}`);
    await copy.transaction((tx) => tx.put(table, rows));
  }
  return copy;
}

/** A warehouse of two organizations, tokens for parts of the first one, and a warehouse that holds only that for each part. */
export async function openParts(): Promise<Parts> {
  const folder = newFolder();
  await using synced = await openSynced({ perDay: 6, days: 6 });
  await synced.sync();
  const copy = async (of: Warehouse, name: string): Promise<Warehouse> => {
    if (onServer) return await copyRows(of);
    const place = join(folder, `${name}.duckdb`);
    await of.copyTo?.(place);
    copyFileSync(`${synced.warehouse.place}.key`, `${place}.key`);
    return await openWarehouse(place);
  };
  const whole = await copy(synced.warehouse, "whole");
  const roster = rosterOf(await texts(whole, "SELECT agent_id FROM agent ORDER BY 1"));
  const wanted = await choose(whole, roster);
  const [organizationId = ""] = await texts(whole, "SELECT organization_id FROM organization");
  await addOrganization(whole);
  const tokens = openTokens(onServer ? join(folder, "tokens.ndjson") : `${whole.place}.tokens.ndjson`);
  const parts: SeenPart[] = [];
  for (const { name, role, sight, inside } of wanted) {
    const alone = await copy(whole, `${parts.length}`);
    await keepOnly(alone, inside, sight.texts ?? true);
    const nobody = { agents: [], teams: [], divisions: [], roster: {}, texts: true };
    const { token } = await tokens.add({ name, role, organizationId, ...nobody, ...sight }, "2026-03-05T08:15:00.000Z");
    parts.push({ name, role, token, alone, ...(await wordsOf(whole, alone, sight.texts ?? true, roster)) });
  }
  return {
    ...{ whole, tokens, roster, parts },
    async [Symbol.asyncDispose]() {
      for (const one of [whole, ...parts.map(({ alone }) => alone)]) await one.close();
    },
  };
}

/** What only others have, and what the part has. */
async function wordsOf(whole: Warehouse, alone: Warehouse, hasTexts: boolean, roster: RosterTable) {
  const own = await texts(
    alone,
    "SELECT response_id, interaction_id, agent_id, agent_name, evaluator_id, evaluator_name, comment FROM response",
  );
  const all = await texts(
    whole,
    "SELECT response_id, interaction_id, agent_id, agent_name, evaluator_id, evaluator_name, comment FROM response UNION ALL SELECT agent_id, name, NULL, NULL, NULL, NULL, NULL FROM agent UNION ALL SELECT agent_id, agent_name, NULL, NULL, NULL, NULL, NULL FROM leg UNION ALL SELECT comment, NULL, NULL, NULL, NULL, NULL, NULL FROM answer",
  );
  const answered = hasTexts ? await texts(alone, "SELECT comment FROM answer") : [];
  // A short comment is part of a longer one.
  const ownText = [...own, ...answered, ...(await texts(alone, "SELECT answer FROM answer"))].join("\n");
  const outside = [...new Set(all)].filter((one) => one.length > 6 && !ownText.includes(one));
  return {
    outside: [foreign, ...badgesOutside(roster, await texts(alone, "SELECT agent_id FROM agent")), ...outside],
    inside: [...new Set(await texts(alone, "SELECT agent_id, agent_name, queue_name, interaction_id FROM response"))],
    responses: Number((await texts(alone, "SELECT count(*) FROM response"))[0]),
  };
}
