import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { UsageError } from "../base/index.ts";
import { type Config, type ConfigSources, readConfig } from "./read-config.ts";

let folder: string;
beforeAll(async () => {
  folder = newFolder();
  await writeFile(join(folder, "afterword.toml"), 'csat_labels = ["here"]\ncsat_questions = ["q"]\n');
  await writeFile(
    join(folder, "other.toml"),
    'csat_labels = ["other"]\ntime_zone = "Europe/Paris"\n[roles]\nq = "nps"\n',
  );
  await writeFile(join(folder, "broken.toml"), "csat_labels = 1\n");
});

const client = { GENESYS_CLIENT_ID: "id", GENESYS_CLIENT_SECRET: "hunter2", GENESYS_ENVIRONMENT: "us-east-1" };

const read = (sources: Partial<ConfigSources> = {}): Promise<Config> =>
  readConfig({
    env: client,
    home: join(folder, "home"),
    cwd: folder,
    platform: "linux",
    flags: {},
    timeZone: "Asia/Tokyo",
    ...sources,
  });

const refusal = async (sources: Partial<ConfigSources>): Promise<UsageError> => {
  const error = await read(sources).catch((error: unknown) => error);
  if (error instanceof UsageError) return error;
  throw new Error("accepted");
};

test("access from the environment, settings from the working directory", async () => {
  const { access, settings, warnings } = await read();
  expect(access?.clientId).toBe("id");
  expect(settings).toMatchObject({ csatLabels: ["here"], csatQuestions: ["q"], timeZone: "Asia/Tokyo" });
  expect(warnings).toEqual([]);
});

test("without afterword.toml the defaults hold", async () => {
  expect((await read({ cwd: join(folder, "elsewhere") })).settings.csatLabels).toEqual(["csat"]);
});

test("without a time zone the machine's holds", async () => {
  vi.stubEnv("TZ", "America/Lima");
  const sources = { env: {}, home: folder, cwd: join(folder, "elsewhere"), platform: "linux", flags: {} } as const;
  expect((await readConfig(sources)).settings.timeZone).toBe("America/Lima");
  vi.unstubAllEnvs();
});

test("--config names the file, relative to the working directory or absolute", async () => {
  for (const config of ["other.toml", join(folder, "other.toml")]) {
    const { settings } = await read({ flags: { config } });
    expect(settings).toMatchObject({ csatLabels: ["other"], timeZone: "Europe/Paris", roles: { q: "nps" } });
    expect(settings.csatQuestions).toEqual([]);
  }
});

test("--config with a file that is not there", async () => {
  expect((await refusal({ flags: { config: "none.toml" } })).message).toBe("There is no file none.toml.");
});

test("flags replace settings of the file", async () => {
  const { settings } = await read({ flags: { csatLabels: ["flag"], csatQuestions: ["a", "b"] } });
  expect(settings).toMatchObject({ csatLabels: ["flag"], csatQuestions: ["a", "b"] });
  expect((await read({ flags: { csatLabels: [] } })).settings.csatLabels).toEqual(["here"]);
});

test.each([
  [{ csatLabels: ["x", " "] }, "--csat-label is blank."],
  [{ csatQuestions: [""] }, "--csat-question is blank."],
])("a blank flag, %j", async (flags, message) => {
  expect((await refusal({ flags })).message).toBe(message);
});

test("a profile from the home folder", async () => {
  const readFile = async (path: string) =>
    path === "/home/eve/.gc/config.toml"
      ? { text: '[work]\nclient_credentials = "w"\nclient_secret = "x"\nenvironment = "us-east-1"', mode: 0o100644 }
      : null;
  const { access, warnings } = await read({ env: {}, home: "/home/eve", flags: { profile: "work" }, readFile });
  expect(access?.clientId).toBe("w");
  expect(warnings).toEqual([expect.stringContaining("chmod 600 /home/eve/.gc/config.toml")]);
});

test("nothing configured: no access, and no error", async () => {
  expect((await read({ env: {} })).access).toBeNull();
});

test("with --sandbox access is neither read nor checked", async () => {
  const env = { GENESYS_CLIENT_ID: "half" };
  expect((await read({ env, flags: { sandbox: true, profile: "none" } })).access).toBeNull();
});

test("errors in access and in settings are reported together", async () => {
  const { message, hint } = await refusal({ env: { GENESYS_CLIENT_ID: "id" }, flags: { config: "broken.toml" } });
  expect(message).toContain("The access to Genesys Cloud is incomplete");
  expect(message).toContain("broken.toml:1:1: csat_labels must be a list");
  expect(hint).toContain("GENESYS_CLIENT_SECRET");
  expect(hint).toContain("docs/configuration.md");
});

test("a fault of our own does not hide behind a message about the configuration", async () => {
  const env = new Proxy({}, { get: () => expect.unreachable("a fault") });
  await expect(read({ env, flags: { config: "broken.toml" } })).rejects.toThrow("a fault");
});

test("everything is frozen", async () => {
  const config = await read({ flags: { config: "other.toml" } });
  const open: unknown[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Object.isFrozen(value)) open.push(value);
    Object.values(value).forEach(visit);
  };
  visit(config);
  expect(open).toEqual([]);
});
