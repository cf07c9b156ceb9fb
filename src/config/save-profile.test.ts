import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { describe, expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { Secret } from "../base/index.ts";
import { writeWhole } from "./file.ts";
import { openOwnProfiles, withProfile } from "./save-profile.ts";

const profile = (clientSecret = "s") => ({
  region: "eu-central-1",
  gatewayUrl: null,
  clientId: "id",
  clientSecret: new Secret(clientSecret),
});
const written = { region: "eu-central-1", client_id: "id", client_secret: "s" };

describe("a profile is written into the file", () => {
  test("the first one", () => expect(parse(withProfile("", "DEFAULT", profile()))).toEqual({ DEFAULT: written }));

  test("after the others, which stay as they were, comments included", () => {
    const text = '# a comment\n[a]\nregion = "x" # why\n';
    const result = withProfile(text, "b c", profile());
    expect(result.startsWith(text)).toBe(true);
    expect(parse(result)).toEqual({ a: { region: "x" }, "b c": written });
  });

  test("where its responses are kept stays", () => {
    const text = '[x]\nregion = "a"\nwarehouse = "/data/x.duckdb"\n';
    expect(parse(withProfile(text, "x", profile()))).toEqual({ x: { ...written, warehouse: "/data/x.duckdb" } });
  });

  test.each([
    ["a table", '[x]\nregion = "a"\n\n# of z\n[z]\nregion = "z"\n'],
    ["quoted", '["x"]\nregion = "a"\n# of z\n[z]\nregion = "z"\n'],
    ["last", '[z]\nregion = "z"\n# of x\n[x]\nregion = "a"\nclient_secret = """\n[z]\n"""\n# end\n'],
    ["inline", 'x = { region = "a" }\n[z]\nregion = "z"\n'],
    ["dotted", 'x.region = "a"\nx.client_id = "b"\n[z]\nregion = "z"\n'],
    ["empty", '[x]\n[z]\nregion = "z"\n'],
    ["CRLF", '[x]\r\nregion = "a"\r\n[z]\r\nregion = "z"\r\n'],
  ])("in place of one that is there: %s", (_, text) => {
    expect(parse(withProfile(text, "x", profile()))).toEqual({ x: written, z: { region: "z" } });
  });

  test("comments of the neighbours stay", () => {
    const text = '# of x\n[x]\nregion = "a" # why\n\n# of z\n[z]\nregion = "z"\n';
    expect(withProfile(text, "x", profile())).toMatch(/^# of x\n\[x\]\n[^#]*\n\n# of z\n\[z\]\nregion = "z"\n$/);
  });

  test("a comment stays that has a separator of lines which TOML has not", () =>
    expect(withProfile('[x]\nregion = "a"\n# of z,\u2028and why\n[z]\n', "x", profile())).toContain(
      "# of z,\u2028and why\n[z]\n",
    ));

  test("with any names and values", () => {
    const name = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((text) => text.trim() !== "" && text !== "__proto__");
    const profiles = fc.dictionary(name, fc.dictionary(fc.constantFrom("region", "client_id"), fc.string()), {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(profiles, name, fc.string({ minLength: 1 }), (others, own, secret) => {
        const before = JSON.parse(JSON.stringify(others)) as typeof others;
        const result = parse(withProfile(stringify(before), own, profile(secret)));
        expect(JSON.parse(JSON.stringify(result))).toEqual({ ...before, [own]: { ...written, client_secret: secret } });
      }),
    );
  });

  test("a name that is none is refused", () =>
    expect(() => withProfile("", " ", profile())).toThrow(/name of a profile/));
});

describe("the file", () => {
  const open = (home: string) => openOwnProfiles({ env: {}, home, platform: "linux" });

  test("is its owner's alone, even where it was not, and nothing is left next to it", async () => {
    const home = newFolder();
    const path = join(home, ".config", "afterword", "profiles.toml");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "", { mode: 0o644 });
    await (await open(home)).save("DEFAULT", profile());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(path))).toEqual(["profiles.toml"]);
  });

  test("a link stays a link", async () => {
    const home = newFolder();
    const target = join(home, "dotfiles.toml");
    writeFileSync(target, "");
    symlinkSync(target, join(home, "link.toml"));
    await writeWhole(join(home, "link.toml"), "new", 0o600);
    expect(readFileSync(target, "utf8")).toBe("new");
  });

  test("that cannot be written is named, and why", async () => {
    const home = newFolder();
    writeFileSync(join(home, ".config"), "a file where a folder belongs");
    await expect((await open(home)).save("DEFAULT", profile())).rejects.toThrow(/Cannot write .*profiles\.toml/);
  });

  test.skipIf(process.getuid?.() === 0)("a folder without the right to write", async () => {
    const home = newFolder();
    chmodSync(home, 0o500);
    await expect((await open(home)).save("DEFAULT", profile())).rejects.toThrow(/permission denied/);
  });

  test("a malformed one is refused before anything is asked", async () => {
    const home = newFolder();
    mkdirSync(join(home, ".config", "afterword"), { recursive: true });
    writeFileSync(join(home, ".config", "afterword", "profiles.toml"), "[DEFAULT\n");
    await expect(open(home)).rejects.toThrow(/not TOML/);
  });
});
