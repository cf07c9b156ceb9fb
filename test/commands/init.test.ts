import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/index.ts";
import { newFolder } from "../new-folder.ts";
import { keepSecret } from "../printed.ts";
import { openLoopback } from "../servers/loopback.ts";
import { openSandboxed, type Sandboxed } from "../servers/sandboxed.ts";
import { ctrlC, enter, type Script, seat } from "./person.ts";
import { afterword } from "./terminal.ts";

/** A home of its own, and what `init` leaves there after a conversation. */
function newHome() {
  const home = newFolder();
  const profiles = join(home, ".config", "afterword", "profiles.toml");
  return {
    home,
    profiles,
    settings: join(home, "afterword.toml"),
    read: () => readFileSync(profiles, "utf8"),
    async init(script: Script, { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {}) {
      const person = seat(script);
      const { code, stdout } = await afterword(["init", ...args], {
        home,
        cwd: home,
        env,
        context: person.context ?? {},
      });
      expect(stdout).toBe("");
      return { code, screen: person.screen() };
    },
  };
}

const answers = ({ sandbox }: Sandboxed, secret = sandbox.clientSecret): Script => {
  keepSecret(secret);
  return [
    ["Client id", sandbox.clientId + enter],
    ["Client secret", secret + enter],
    ["Agents [named]", enter],
  ];
};

const open = () => openSandboxed({ perDay: 5, days: 2 });

describe("afterword init", () => {
  test("signs in, reports where, and writes what the next command reads", async () => {
    await using org = await open();
    const at = newHome();
    const { code, screen } = await at.init(answers(org), { args: ["--gateway", `${org.sandbox.url}/`] });
    expect(screen).toContain(`Signed in at ${org.sandbox.org.name}.`);
    expect(screen).not.toContain(org.sandbox.clientSecret);
    expect(code).toBe(0);
    // The token and one cheap call.
    expect(org.sandbox.requests.map(({ path }) => path)).toEqual(["/oauth/token", "/api/v2/tokens/me"]);

    expect(statSync(at.profiles).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(at.profiles)).mode & 0o777).toBe(0o700);
    const { access, warnings } = await readConfig({
      env: {},
      home: at.home,
      cwd: at.home,
      platform: "linux",
      flags: {},
    });
    expect([access?.clientId, access?.clientSecret.reveal(), access?.gatewayUrl, access?.region, warnings]).toEqual([
      org.sandbox.clientId,
      org.sandbox.clientSecret,
      org.sandbox.url,
      null,
      [],
    ]);
    expect(readFileSync(at.settings, "utf8")).toContain("#csat_labels");
  });

  test.each(["named", "pseudonym", "off"])("asks how agents are to be shown, and explains why: %s", async (agents) => {
    await using org = await open();
    const at = newHome();
    const script: Script = [
      ...answers(org).slice(0, 2),
      ["works council", ""],
      ["Agents [named]", `nobody${enter}`],
      ['"nobody" is not one of named, pseudonym, off.', ` ${agents.toUpperCase()} ${enter}`],
    ];
    const { code, screen } = await at.init(script, { args: ["--gateway", org.sandbox.url] });
    expect([code, screen]).toEqual([
      0,
      expect.stringContaining(`Wrote afterword.toml to this folder: agents = "${agents}"`),
    ]);
    const { settings } = await readConfig({ env: {}, home: at.home, cwd: at.home, platform: "linux", flags: {} });
    expect(settings.agents).toBe(agents);
    expect(readFileSync(at.settings, "utf8")).toMatch(/^#csat_labels[\s\S]*\nagents = [\s\S]*^#\[leads\]/m);
  });

  test("Ctrl-C at the question for agents ends it with 130, and nothing is written", async () => {
    await using org = await open();
    const at = newHome();
    const script: Script = [...answers(org).slice(0, 2), ["Agents [named]", ctrlC]];
    const { code } = await at.init(script, { args: ["--gateway", org.sandbox.url] });
    expect([code, existsSync(at.profiles), existsSync(at.settings)]).toEqual([130, false, false]);
  });

  test("a gateway may come from the environment, which is reported to win later", async () => {
    await using org = await open();
    const { code, screen } = await newHome().init(answers(org), { env: { GENESYS_GATEWAY_URL: org.sandbox.url } });
    expect([code, screen]).toEqual([
      0,
      expect.stringContaining("The environment variables GENESYS_GATEWAY_URL take precedence"),
    ]);
  });

  test("an id and a secret that are pasted together show no secret", async () => {
    await using org = await open();
    const { clientId, clientSecret } = org.sandbox;
    const script: Script = [["Client id", `${clientId}${enter}${clientSecret}${enter}${enter}`]];
    const { code, screen } = await newHome().init(script, { args: ["--gateway", org.sandbox.url] });
    expect(code).toBe(0);
    expect(screen).toContain(clientId);
    expect(screen).not.toContain(clientSecret);
  });

  test("a wrong secret may be tried again, without typing the id twice", async () => {
    await using org = await open();
    const at = newHome();
    const script: Script = [
      ...answers(org, "never-to-be-printed").slice(0, 2),
      ["Client id [", enter],
      ...answers(org).slice(1),
    ];
    const { code, screen } = await at.init(script, { args: ["--gateway", org.sandbox.url] });
    expect(code).toBe(0);
    expect(screen).toMatch(/refused the secret/);
    expect(screen).not.toContain("never-to-be-printed");
    expect(at.read()).toContain(org.sandbox.clientSecret);
  });

  test("three wrong secrets end it with exit code 3, and nothing is written", async () => {
    await using org = await open();
    const at = newHome();
    const wrong = answers(org, "never-to-be-printed").slice(0, 2);
    const { code } = await at.init([...wrong, ...wrong, ...wrong], { args: ["--gateway", org.sandbox.url] });
    expect([code, existsSync(at.profiles), existsSync(at.settings)]).toEqual([3, false, false]);
  });

  test("Ctrl-C ends it with 130, and nothing is written", async () => {
    const at = newHome();
    const { code } = await at.init([
      ["Region", `eu-central-1${enter}`],
      ["Client id", ctrlC],
    ]);
    expect([code, existsSync(at.profiles)]).toEqual([130, false]);
  });

  test("Ctrl-C while Genesys does not answer", async () => {
    await using server = await openLoopback(() => new Promise(() => {}));
    const script: Script = [
      ["Client id", `x${enter}`],
      ["secret", `y${enter}`],
      ["Signing in", ctrlC],
    ];
    const { code } = await newHome().init(script, { args: ["--gateway", server.url] });
    expect(code).toBe(130);
  });

  test("an invalid region is asked for again, with a list of valid ones", async () => {
    const script: Script = [
      ["Region", `us-east-9${enter}`],
      ["Region", `US-EAST-1${enter}`],
      ["Client id", ctrlC],
    ];
    const { screen } = await newHome().init(script);
    expect(screen).toMatch(/"us-east-9" is not a Genesys Cloud region/);
    expect(screen).toContain("mypurecloud.de");
  });

  test("nobody answers: exit code 5, and nothing is written", async () => {
    const at = newHome();
    const script: Script = [
      ["Client id", `x${enter}`],
      ["secret", `y${enter}`],
    ];
    const { code, screen } = await at.init(script, { args: ["--gateway", "http://127.0.0.1:9"] });
    expect([code, existsSync(at.profiles), screen]).toEqual([5, false, expect.stringContaining("127.0.0.1:9")]);
  });

  test("an org without a name is signed in at all the same", async () => {
    await using server = await openLoopback(({ path }) => (path === "/oauth/token" ? undefined : { status: 404 }));
    const script: Script = [
      ["Client id", `x${enter}`],
      ["secret", `y${enter}`],
      ["Agents [named]", enter],
    ];
    const { code, screen } = await newHome().init(script, { args: ["--gateway", server.url] });
    expect([code, screen]).toEqual([0, expect.stringContaining("Signed in.")]);
  });

  test("a profile of that name is replaced after a yes, and settings that are there stay", async () => {
    await using org = await open();
    const at = newHome();
    const old = '# mine\n[default]\nregion = "us-east-1"\n\n# theirs\n[test]\nregion = "eu-west-1"\n';
    mkdirSync(dirname(at.profiles), { recursive: true });
    writeFileSync(at.profiles, old);
    writeFileSync(at.settings, "");
    const args = ["--gateway", org.sandbox.url];
    expect((await at.init([["Replace it?", `n${enter}`]], { args })).code).toBe(2);
    expect(at.read()).toBe(old);
    const replaced = await at.init([["Replace it?", `y${enter}`], ...answers(org).slice(0, 2)], { args });
    expect([replaced.code, replaced.screen]).toEqual([
      0,
      expect.stringContaining("The afterword.toml in this folder stays"),
    ]);
    expect(replaced.screen).not.toContain("Agents [named]");
    expect(at.read()).toMatch(
      /^# mine\n\[default\]\ngateway_url = [^[]*\n\n# theirs\n\[test\]\nregion = "eu-west-1"\n$/,
    );
    expect(statSync(at.profiles).mode & 0o777).toBe(0o600);
    expect(readFileSync(at.settings, "utf8")).toBe("");
  });

  test("in a pipe it reports what to do instead", async () => {
    const { code, stdout, stderr } = await afterword(["init"], { home: "/home/mia" });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /GENESYS_CLIENT_SECRET[\s\S]*\/home\/mia\/\.config\/afterword\/profiles\.toml[\s\S]*\[DEFAULT\]/,
    );
  });

  test("there is no flag for a secret", async () => {
    expect((await afterword(["init", "--client-secret", "x"])).code).toBe(2);
  });
});
