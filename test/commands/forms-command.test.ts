import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/index.ts";
import { newFolder } from "../new-folder.ts";
import { smallOrg } from "../orgs/small-org.ts";
import { openSandboxed } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";
import { type Asked, answer, formOf, numbers, overall } from "../truth/metrics-played.ts";
import { afterword, closedPipe, leadTo } from "./terminal.ts";

const open = () => openSandboxed({ perDay: 10, days: 10 });

describe("afterword forms", () => {
  test("into a pipe prints one JSON document, proposals first", async () => {
    await using org = await open();
    const { code, stdout, stderr } = await afterword(["forms"], { env: leadTo(org.sandbox) });
    expect([code, stderr]).toEqual([0, expect.stringContaining("evaluations")]);
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual(["answers_from", "answers_to", "proposals", "forms"]);
    expect(document.answers_from).toBe("2026-03-01T10:00:00.000Z");
    expect(document.proposals[0].toml).toMatch(/^\[roles\]\n"[\w-]+" = "csat"$/);
    expect(document.forms[0].questions[0]).toMatchObject({ role: expect.any(String), answered: expect.any(Number) });
  });

  test("on a terminal prints questions without a role first, with what to write, then every form", async () => {
    await using org = await open();
    const { code, stdout } = await afterword(["forms"], { env: leadTo(org.sandbox), columns: 100 });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ questions? awaits? a role[\s\S]*\[roles\]\n(?: {2}# .*\n)+ {2}"[\w-]+" = "csat"\n/);
    expect(stdout.indexOf("[roles]")).toBeLessThan(stdout.indexOf('Survey form "Post-call CSAT": en-US; '));
    expect(stdout).toMatch(/^csat, lead +1–5 +4, 5 +high +\d+ {2}How satisfied were you overall/m);
    expect(stdout).toContain('Evaluation form "Compliance check"');
    expect(stdout.split("\n").filter((line) => stringWidth(line) > 100)).toEqual([]);
    expect(stdout).toContain(
      '"On a scale from 1 to 5, how satisfied were you with the service you received?" Its text',
    );
  });

  test("--json prints JSON on a terminal too; --form and --source choose", async () => {
    await using org = await open();
    const world = { env: leadTo(org.sandbox), columns: 100 };
    const { stdout } = await afterword(["forms", "--json", "--source", "surveys", "--form", "Kundenbefragung"], world);
    expect(JSON.parse(stdout).forms.map((form: { languages: string[] }) => form.languages)).toEqual([["de"]]);
  });

  /** An org whose answers contradict the assumed direction of a scale, synced. */
  async function openTurned() {
    const marks = { ...overall, options: numbers(1, 5) };
    const nps: Asked = { key: "nps", text: "Would you recommend us?", role: "nps", type: "npsQuestion" };
    const form = formOf("f1", "f", "overall", [marks, nps]);
    const given = Array.from({ length: 40 }, (_, at) => ({ overall: 1 + (at % 5), nps: 10 - 2 * (at % 5) }));
    const small = smallOrg(given.map((one, at) => answer(`s${at}`, at, form, one)));
    const org = await openSynced({ org: { ...small, forms: [form] } });
    await org.sync();
    return org;
  }

  test("the answers of another organization in the warehouse, to a form of the same id, count for nothing", async () => {
    await using org = await openTurned();
    const world = { env: leadTo(org.sandbox), cwd: newFolder() };
    const forms = () => afterword(["forms", "--warehouse", org.warehouse.place], world);
    await org.warehouse.transaction(async (tx) => {
      await tx.put("organization", [{ organization_id: "other", added_at: "2026-03-05T08:15:00.000Z" }]);
      for (const table of ["response", "answer", "question"])
        await tx.run(`UPDATE ${table} SET organization_id = 'other'`);
    });
    const { code, stdout, stderr } = await forms();
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("not checked")]);
    expect(JSON.parse(stdout).proposals).toMatchObject([{ toml: '[scales."f-overall"]\nbest = "high"' }]);
    await org.warehouse.transaction(async (tx) => {
      await tx.run("UPDATE organization SET organization_id = 'third' WHERE organization_id <> 'other'");
    });
    expect((await forms()).stderr).toMatch(/not checked against answers: .* holds other organizations only/);
  });

  test("an assumed direction that answers speak against is turned around, where there is a warehouse", async () => {
    await using org = await openTurned();
    const world = { env: leadTo(org.sandbox), cwd: newFolder() };
    const without = JSON.parse((await afterword(["forms"], world)).stdout);
    expect(without.proposals).toMatchObject([{ toml: '[scales."f-overall"]\nbest = "high"' }]);
    expect(without.forms[0].questions[0].scale.doubtful).toEqual([]);

    const args = ["forms", "--warehouse", org.warehouse.place];
    const tested = JSON.parse((await afterword(args, world)).stdout);
    expect(tested.proposals).toMatchObject([{ toml: '[scales."f-overall"]\nbest = "low"' }]);
    expect(tested.proposals[0].about).toMatch(
      /that 5 is the best of 1–5 is assumed.* NPS \(correlation -1\.00, n 40\)/,
    );
    expect(tested.forms[0].questions[0].scale.doubtful).toMatchObject([{ against: "nps", n: 40 }]);
    const { stdout } = await afterword(args, { ...world, columns: 100 });
    expect(stdout).toMatch(
      /^The answers contradict the assumed direction of a scale\.[\s\S]*best = "low"[\s\S]*Survey form "Form f"/,
    );

    // Once it is decided, it is no longer tested.
    writeFileSync(join(world.cwd, "afterword.toml"), '[scales."f-overall"]\nbest = "low"\n');
    expect(JSON.parse((await afterword(args, world)).stdout).proposals).toEqual([]);
    const nothing = await afterword(["forms", "--warehouse", join(world.cwd, "afterword.toml")], world);
    expect([nothing.code, nothing.stderr]).toEqual([0, expect.stringContaining("were not checked against answers")]);
  });

  test("--write leaves the open decisions in afterword.toml, which reads as before; a second time there is nothing to add", async () => {
    await using org = await open();
    const cwd = newFolder();
    const world = { env: leadTo(org.sandbox), cwd };
    const mine = '# mine\ntime_zone = "Europe/Berlin"\n\n[roles]\n"x" = "nps" # sure\n';
    writeFileSync(join(cwd, "afterword.toml"), mine);
    const { code, stderr } = await afterword(["forms", "--write"], world);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Wrote \d+ open settings into .*afterword\.toml/)]);
    const text = readFileSync(join(cwd, "afterword.toml"), "utf8");
    expect(text).toContain(`${mine}\n# Suggested`);
    expect(text).toMatch(/^#\[roles\]\n# "Please choose a number\.".*\n#"[\w-]+" = "csat"$/m);
    const read = () => readConfig({ env: {}, home: cwd, cwd, platform: "linux", flags: { sandbox: true } });
    expect((await read()).settings.roles).toEqual({ x: "nps" });
    expect((await afterword(["forms", "--write"], world)).stderr).toContain("Nothing to write");

    // Taken up, its lines in the one table of that name, it counts and is no longer open.
    const [own = "", suggested = ""] = text.replace(/^#(?=\S)/gm, "").split(/(?=# Suggested)/);
    writeFileSync(
      join(cwd, "afterword.toml"),
      own.replace(/\[roles\]\n.*\n/, "") + suggested.replace("[roles]", '[roles]\n"x" = "nps"'),
    );
    expect(Object.keys((await read()).settings.roles).length).toBeGreaterThan(1);
    expect(JSON.parse((await afterword(["forms"], world)).stdout).proposals).toEqual([]);
  });

  test("--write --config writes that file", async () => {
    await using org = await open();
    const cwd = newFolder();
    writeFileSync(join(cwd, "other.toml"), "");
    await afterword(["forms", "--write", "--config", "other.toml"], { env: leadTo(org.sandbox), cwd });
    expect(readFileSync(join(cwd, "other.toml"), "utf8")).toContain("[roles]");
  });

  test("--write is done where the reader of the list has gone", async () => {
    await using org = await open();
    const cwd = newFolder();
    const world = { env: leadTo(org.sandbox), cwd, context: { stdout: closedPipe() } };
    const { code } = await afterword(["forms", "--write"], world);
    expect([code, readdirSync(cwd)]).toEqual([0, ["afterword.toml"]]);
  });

  test("ids of the sandbox are never written", async () => {
    const { code, stderr } = await afterword(["forms", "--sandbox", "--write"], { cwd: newFolder() });
    expect([code, stderr]).toEqual([2, expect.stringContaining("invented")]);
  });

  test.each([
    ["Voice survy", /^The org has no published form "Voice survy"\. Did you mean "Voice survey"\?/],
    ["Voice survey,Nowhere", /^The org has no published form "Nowhere"\.\n/],
  ])("--form %s is refused, and nothing is printed or written", async (form, words) => {
    await using org = await open();
    const cwd = newFolder();
    const args = ["forms", "--write", "--form", form];
    const { code, stdout, stderr } = await afterword(args, { env: leadTo(org.sandbox), cwd, columns: 100 });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(words)]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("a form of a kind that may not be listed is not refused, nor are there no forms", async () => {
    await using org = await openSandboxed({ perDay: 5, days: 2, withoutPermissions: ["quality:surveyForm:view"] });
    const args = ["forms", "--form", "Voice survey"];
    const { code, stdout, stderr } = await afterword(args, { env: leadTo(org.sandbox), columns: 200 });
    expect([code, stdout]).toEqual([6, "No form could be read.\n"]);
    expect(stderr).toContain('Whether there is a form "Voice survey" is not known');
  });

  test("without any permission for forms ends with 4, without one of them with 6", async () => {
    const [survey, evaluation] = ["quality:surveyForm:view", "quality:evaluationForm:view"];
    await using one = await openSandboxed({ perDay: 5, days: 2, withoutPermissions: [survey] });
    await using both = await openSandboxed({ perDay: 5, days: 2, withoutPermissions: [survey, evaluation] });
    expect((await afterword(["forms"], { env: leadTo(one.sandbox) })).code).toBe(6);
    const { code, stderr } = await afterword(["forms"], { env: leadTo(both.sandbox) });
    expect([code, stderr]).toEqual([4, expect.stringContaining(survey)]);
  });
});
