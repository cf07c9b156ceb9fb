import { expect, test } from "vitest";
import { findProfile, ownProfilesPath } from "./find-profile.ts";

test.each([
  ["linux", {}, "/home/eve/.config/afterword/profiles.toml"],
  ["darwin", {}, "/home/eve/.config/afterword/profiles.toml"],
  ["linux", { XDG_CONFIG_HOME: "/etc/eve" }, "/etc/eve/afterword/profiles.toml"],
  ["linux", { XDG_CONFIG_HOME: "" }, "/home/eve/.config/afterword/profiles.toml"],
  ["linux", { XDG_CONFIG_HOME: "not/absolute" }, "/home/eve/.config/afterword/profiles.toml"],
] as const)("the own file on %s with %j", (platform, env, path) => {
  expect(ownProfilesPath({ env, home: "/home/eve", platform })).toBe(path);
});

test.each([
  [{ APPDATA: "D:\\Eve\\Roaming" }, "D:\\Eve\\Roaming\\afterword\\profiles.toml"],
  [{}, "C:\\Users\\eve\\AppData\\Roaming\\afterword\\profiles.toml"],
])("the own file on Windows with %j", (env, path) => {
  expect(ownProfilesPath({ env, home: "C:\\Users\\eve", platform: "win32" })).toBe(path);
});

test("on Windows gc's file is below the home folder, and permission bits mean nothing", async () => {
  const { profile, warnings } = await findProfile(
    {
      env: {},
      home: "C:\\Users\\eve",
      platform: "win32",
      readFile: async (path) =>
        path === "C:\\Users\\eve\\.gc\\config.toml" ? { text: "[DEFAULT]\nclient_secret = 'x'", mode: 0o100666 } : null,
    },
    null,
  );
  expect(profile?.clientSecret?.reveal()).toBe("x");
  expect(warnings).toEqual([]);
});

test("gc's file is not read where the own one has the profile", async () => {
  const readFile = async (path: string) => {
    if (path.includes(".gc")) throw new Error("read");
    return { text: "[a]", mode: 0o600 };
  };
  const places = { env: {}, home: "/home/eve", platform: "linux", readFile } as const;
  expect((await findProfile(places, "a")).profile?.place).toContain('profile "a"');
  await expect(findProfile(places, "b")).rejects.toThrow("Cannot read /home/eve/.gc/config.toml");
});
