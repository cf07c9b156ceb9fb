import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UsageError } from "../../src/base/index.ts";
import { changes, report, rows } from "../../src/library/index.ts";
import { scopeToPart, type Warehouse } from "../../src/warehouse/index.ts";
import { everything } from "../seeds.ts";
import { onServer } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import type { Answered, Asking } from "../servers/served.ts";
import { addresses, type Choices, range } from "./addresses.ts";
import { createAlterations, randomOf } from "./alterations.ts";
import { commandsAs, runAs, runsOf } from "./commands.ts";
import { type SeenPart, today } from "./parts.ts";
import { askAs, firstOf, pageHeaders, registered, type Served, type ServedParts, serveParts } from "./served-parts.ts";

/*
 * A role sees its part and nothing else: whatever it asks for is answered as if the warehouse held that part alone. So nothing of
 * others is in an answer, and nothing from which it follows.
 */

let served: ServedParts;
let choices: Choices;
beforeAll(async () => {
  served = await serveParts();
  const { full } = served;
  const wordsOf = async (path: string): Promise<readonly string[]> => {
    const { error } = (await askAs(full, served.parts[0]?.token ?? "", path)).json() as { error: { advice: string } };
    return /There are (.*)\.$/.exec(error.advice)?.[1]?.split(", ") ?? [];
  };
  choices = {
    formats: await wordsOf(`/api/export?${range}&format=none`),
    kinds: await wordsOf("/api/names?kind=none"),
  };
  expect([choices.formats.length > 3, choices.kinds.length > 6]).toEqual([true, true]);
}, 3_600_000);
afterAll(() => served[Symbol.asyncDispose]());

const aloneOf = (part: SeenPart): Served => served.alone.get(part) ?? served.full;
const pathsOf = (part: SeenPart, of: string): readonly string[] =>
  Object.values(addresses).flatMap(({ answers, paths }) => (answers === of ? paths(part, choices) : []));

const shown = (path: string, { status, text, headers }: Answered) => ({ path, status, text, etag: headers["etag"] });

/** Nothing of others is in an answer but what the question itself said. */
function expectNothingOutside({ outside, name }: SeenPart, path: string, { text }: Answered): void {
  const asked = decodeURIComponent(path);
  expect([name, path, outside.filter((one) => text.includes(one) && !asked.includes(one))]).toEqual([name, path, []]);
}

test("each part has something in it, and something outside", () => {
  for (const { name, responses, outside, inside } of served.parts)
    expect([name, responses > 1, outside.length > 10, inside.length > 2]).toEqual([name, true, true, true]);
});

test("every address that a dashboard has is one of these", async () => {
  expect([...(await registered(served.whole))].sort()).toEqual(Object.keys(addresses).sort());
});

test("numbers, lists, files, names and interactions are those of a warehouse that holds the part alone", async () => {
  for (const part of served.parts) {
    const alone = aloneOf(part);
    for (const path of pathsOf(part, "same")) {
      const answer = await askAs(served.full, part.token, path);
      expect([part.name, shown(path, answer)]).toEqual([part.name, shown(path, await askAs(alone, alone.own, path))]);
      expectNothingOutside(part, path, answer);
    }
    const { total } = (await askAs(served.full, part.token, `/api/rows?${range}`)).json() as { readonly total: number };
    expect(total).toBeGreaterThan(0);
  }
}, 3_600_000);

test("what says who asks says it of the part alone, and what is of the whole is not there", async () => {
  for (const part of served.parts) {
    const alone = aloneOf(part);
    for (const path of pathsOf(part, "own")) {
      const answer = await askAs(served.full, part.token, path);
      expect(shown(path, answer)).toEqual(shown(path, await askAs(alone, part.token, path)));
      expectNothingOutside(part, path, answer);
    }
    for (const path of pathsOf(part, "none")) {
      const none = path.replace(/^(\/api)?\/\w+/, "/api/nothing");
      const nothing = await askAs(served.full, part.token, none);
      expect(shown(path, await askAs(served.full, part.token, path))).toEqual(shown(path, nothing));
      const posting = { method: "POST", headers: pageHeaders, body: "{}" };
      const posted = shown(path, await askAs(served.full, part.token, path, posting));
      expect(posted).toEqual(shown(path, await askAs(served.full, part.token, none, posting)));
      expect(posted.status).toBeGreaterThanOrEqual(400);
    }
  }
});

test("a saved view is its owner's alone, whatever its name", async () => {
  const [one, other] = served.parts as readonly [SeenPart, SeenPart];
  const save = { method: "PUT", headers: pageHeaders, body: JSON.stringify({ url: "/queues?agent=one" }) };
  const remove = { method: "DELETE", headers: pageHeaders };
  const viewsOf = async (token: string) => (await askAs(served.full, token, "/api/views")).json();
  expect((await askAs(served.full, one.token, "/api/views/mine", save)).status).toBe(204);
  const admins = { ...save, body: JSON.stringify({ url: "/queues?agent=all" }) };
  expect((await askAs(served.full, served.full.own, "/api/views/mine", admins)).status).toBe(204);
  expect(await viewsOf(other.token)).toEqual([]);
  expect((await askAs(served.full, other.token, "/api/views/mine", remove)).status).toBe(404);
  expect((await askAs(served.full, other.token, "/api/views/mine", save)).status).toBe(204);
  expect((await askAs(served.full, other.token, "/api/views/mine", remove)).status).toBe(204);
  expect(await viewsOf(one.token)).toEqual([{ name: "mine", url: "/queues?agent=one" }]);
  expect(await viewsOf(served.full.own)).toEqual([{ name: "mine", url: "/queues?agent=all" }]);
  for (const token of [one.token, served.full.own]) await askAs(served.full, token, "/api/views/mine", remove);
});

test("events say that something changed, and neither how often nor how a sync goes", async () => {
  const [part] = served.parts as readonly [SeenPart];
  const first = await firstOf(served.full, part.token, "/api/events");
  expect(first).toMatch(/^event: changed\ndata: \{"revision":\d{6,}\}\n\n$/);
});

const everybody = { organizationId: null, agents: [], teams: [], divisions: [], roster: {}, texts: true };

/** As an address is read: what is no character becomes U+FFFD. */
const decoded = (text: string): string =>
  new URLSearchParams(`text=${text.replaceAll("&", "%26").replaceAll("+", "%2B")}`).get("text") ?? "";

/** A cookie is named after the port. */
function askCookie({ asker, port }: Served, path: string, asking: Asking): Promise<Answered> {
  const { cookie, ...headers } = asking.headers ?? {};
  const named = cookie?.replace("COOKIE", `afterword_token_${port}`);
  return asker.ask(path, { ...asking, headers: named === undefined ? headers : { ...headers, cookie: named } });
}

/** Of these, one in thirty is tried always, with another seed every day. */
const requests = 10_000;

test("no request finds a way round, whatever is altered in it", async () => {
  const { full, parts, tokens } = served;
  const at = "2026-03-05T08:15:00.000Z";
  const revoked = await tokens.add({ ...everybody, name: "left", role: "admin" }, at);
  await tokens.revoke("left", at);
  const ended = [revoked.token, "q3B0qYhT5mXkD1eVvJr9sLw2uZa8cNfG"];
  const names = [...(await tokens.all()).flatMap(({ id, name }) => [id, name]), "admin"];
  const alter = createAlterations(randomOf(everything ? 1 : today));
  const seen = { admitted: 0, found: 0, refused: 0 };
  for (let count = 0; count < (everything ? requests : requests / 30); count += 1) {
    const part = parts[(count + today) % parts.length] ?? parts[0];
    if (part === undefined) throw new Error("There is no part.");
    const others = parts.flatMap(({ token }) => (token === part.token ? [] : [token]));
    const { path, asking, isAdmitted } = alter(part.token, { ...part, others, ended, names });
    const asked = [count, part.name, path, JSON.stringify(asking)];
    const [answer, expected] = await Promise.all([full, aloneOf(part)].map((one) => askCookie(one, path, asking)));
    if (answer === undefined || expected === undefined) throw new Error("Nobody answered.");
    expect([...asked, shown(path, answer)]).toEqual([...asked, shown(path, expected)]);
    const known = [path, decoded(path), decoded(decoded(path)), JSON.stringify(asking)].join("\n").toLowerCase();
    const found = part.outside.filter((one) => answer.text.includes(one) && !known.includes(one.toLowerCase()));
    expect([...asked, found]).toEqual([...asked, []]);
    if (!isAdmitted) expect([...asked, answer.status]).toEqual([...asked, expect.toBeOneOf([400, 401, 403, 415, 421])]);
    if (isAdmitted) seen.admitted += 1;
    if (isAdmitted && answer.status === 200) seen.found += 1;
    if (answer.status === 401) seen.refused += 1;
  }
  // Else it would have proved nothing.
  expect(seen.admitted > seen.refused && seen.found > 20 && seen.refused > 20).toBe(true);
  expect(full.reported).toEqual([]);
}, 3_600_000);

// On a server the tokens lie in the profile folder of whoever runs the command.
test.skipIf(onServer)(
  "commands that take a token give what they give of a warehouse that holds the part alone",
  async () => {
    const commands = await commandsAs();
    expect(commands.map(({ name }) => name).sort()).toEqual(["export", "report"]);
    const [part] = served.parts as readonly [SeenPart];
    for (const command of commands) {
      const { format = [], rows = ["one"] } = command.choices;
      expect([command.name, format.length > 3, rows.length > 0]).toEqual([command.name, true, true]);
      for (const args of runsOf(command).filter((_, at) => everything || at % 4 === today % 4)) {
        const { roster } = served;
        const got = await runAs(command.name, args, { place: served.whole.place, roster, as: part.token });
        const expected = await runAs(command.name, args, { place: part.alone.place, roster });
        const announced = `This ${command.name} has a part of the data: what the token "${part.name}" of`;
        expect([args, got.stderr.startsWith(announced)]).toEqual([args, true]);
        const rest = { ...got, stderr: got.stderr.replace(/^This .* may see\.\n/s, "") };
        // Whom of the roster the part does not know is said to whoever sees everything alone.
        const unknown = /^.*The warehouse knows no agent .*\n/m;
        expect([args, unknown.test(expected.stderr), unknown.test(got.stderr)]).toEqual([args, true, false]);
        const without = { ...expected, stderr: expected.stderr.replace(unknown, "") };
        expect([command.name, args, rest]).toEqual([command.name, args, without]);
        // A choice by the roster that nobody of the part has is refused, as in the warehouse of the part alone.
        if (!args.includes("--roster")) expect([args, got.code]).toEqual([args, 0]);
        const texts = [got.stdout, ...Object.values(got.files)].join("\n");
        expect([args, part.outside.filter((one) => texts.includes(one))]).toEqual([args, []]);
      }
    }
    const { roster } = served;
    const increment = { place: served.whole.place, roster, as: part.token };
    const refused = await runAs("export", ["--changed-since", "0"], increment);
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
  },
  3_600_000,
);

test.skipIf(onServer)("programs read with a token what the commands give", async () => {
  // By the roster, which is given as rows here.
  const part = served.parts.at(-1);
  if (part === undefined) throw new Error("There is no part.");
  const { whole } = served;
  const roster = served.roster.rows.map(({ agent, values }) => ({ ...values, agent }));
  const read = async (warehouse: Warehouse, as?: string) => {
    const batches: unknown[] = [];
    for await (const batch of rows(warehouse, { rows: "responses" }, { as, roster })) batches.push(...batch);
    const by = { attribute: "site" };
    return { batches, numbers: await report(warehouse, { as, roster, by, now: present, timeZone: "UTC" }) };
  };
  expect(await read(whole, part.token)).toEqual(await read(part.alone));
  await expect(report(whole, { as: part.token, now: present })).rejects.toThrow("and there is none");
  await expect(read(whole, `${part.token}x`)).rejects.toThrow("rows: as: this token is unknown or revoked.");
  await expect(
    report(whole, { as: served.parts[0]?.token, roster, people: "pseudonym", now: present }),
  ).rejects.toThrow(UsageError);
  expect(() => changes(whole, {}, { as: part.token } as object)).toThrow(UsageError);
  const uses = readFileSync(`${whole.place}.token-uses.ndjson`, "utf8").trimEnd().split("\n");
  expect(uses.slice(-2).map((line) => (JSON.parse(line) as { by: string }).by)).toEqual(["export", "report"]);
});

test("of two teams of one name, whose responses cannot be distinguished, a manager of one sees none", async () => {
  const [{ alone }] = served.parts as readonly [SeenPart];
  const [team] = await alone.query(
    "SELECT team.organization_id, team_id, team_name FROM response JOIN team ON team.name = team_name GROUP BY 1, 2, 3 ORDER BY count(*) DESC",
  );
  const organizationId = String(team?.["organization_id"]);
  const seen = async (...teams: string[]): Promise<number> => {
    const part = await scopeToPart(alone, { organizationId, agents: [], teams, divisions: [], texts: true });
    return (await part.query("SELECT response_id FROM response")).length;
  };
  const own = String(team?.["team_id"]);
  const all = await seen(own);
  expect(all).toBeGreaterThan(1);
  await alone.transaction((tx) =>
    tx.run("INSERT INTO team (organization_id, team_id, name) VALUES ($organizationId, 'twin', $name)", {
      organizationId,
      name: String(team?.["team_name"]),
    }),
  );
  expect([await seen(own), await seen("twin"), await seen(own, "twin")]).toEqual([0, 0, all]);
});
