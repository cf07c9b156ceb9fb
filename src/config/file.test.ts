import { spawnSync } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { UsageError } from "../base/index.ts";
import { readFileFromDisk, readIfThere } from "./file.ts";

const folder = newFolder();

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function refusal(path: string, readFile = readFileFromDisk): Promise<UsageError> {
  const error = await readIfThere(readFile, path).catch((error: unknown) => error);
  if (error instanceof UsageError) return error;
  throw new Error("accepted");
}

test("text comes with its permission bits", async () => {
  const path = await written("a.toml", 'name = "Jürgen"\n');
  if (process.platform !== "win32") await chmod(path, 0o640);
  const file = await readIfThere(readFileFromDisk, path);
  expect(file?.text).toBe('name = "Jürgen"\n');
  if (process.platform !== "win32") expect((file?.mode ?? 0) & 0o777).toBe(0o640);
});

test("a byte order mark is no part of the text", async () => {
  expect((await readFileFromDisk(await written("bom.toml", "\uFEFFa = 1")))?.text).toBe("a = 1");
});

test("a file, or its folder, that is not there is no error", async () => {
  expect(await readFileFromDisk(join(folder, "none.toml"))).toBeNull();
  expect(await readFileFromDisk(join(folder, "none", "none.toml"))).toBeNull();
  expect(await readFileFromDisk(join(await written("file", ""), "below.toml"))).toBeNull();
});

test("a folder in the file's place", async () => {
  await mkdir(join(folder, "folder.toml"));
  expect((await refusal(join(folder, "folder.toml"))).message).toMatch(/folder\.toml: it is a folder\.$/);
});

test("UTF-16, as Windows shells write it", async () => {
  const path = await written("utf16.toml", new Uint8Array([0xff, 0xfe, 0x61, 0, 0x3d, 0, 0x31, 0]));
  expect((await refusal(path)).message).toBe(`Cannot read ${path}: it is not UTF-8 text.`);
});

test.each(["EACCES", "EPERM"])("no right to read it (%s)", async (code) => {
  const { message, hint } = await refusal("/x.toml", async () => {
    throw Object.assign(new Error(code), { code });
  });
  expect(message).toBe("Cannot read /x.toml: permission denied.");
  expect(hint).toContain("right to read");
});

test("any other error is reported in the system's words", async () => {
  const { message } = await refusal("/x.toml", async () => {
    throw new Error("EIO: i/o error, read");
  });
  expect(message).toBe("Cannot read /x.toml: EIO: i/o error, read.");
});

describe.skipIf(process.platform === "win32")(
  "anything there that is not a readable file is refused, not taken for nothing",
  () => {
    test("a link to nothing, and a file in a folder that is one", async () => {
      await symlink(join(folder, "gone"), join(folder, "dead.toml"));
      await symlink(join(folder, "gone"), join(folder, "dead"));
      expect((await refusal(join(folder, "dead.toml"))).message).toMatch(/dead\.toml: it is a link to nothing\.$/);
      expect((await refusal(join(folder, "dead", "a.toml"))).message).toMatch(/: .*dead is a link to nothing\.$/);
    });

    test("links in a circle", async () => {
      await symlink("round.toml", join(folder, "round.toml"));
      expect((await refusal(join(folder, "round.toml"))).message).toMatch(/round\.toml: ELOOP/);
    });

    test("a device, and a pipe into which nobody writes", async () => {
      expect((await refusal("/dev/null")).message).toBe(
        "Cannot read /dev/null: it is a device or a pipe, and no file.",
      );
      spawnSync("mkfifo", [join(folder, "pipe.toml")]);
      expect((await refusal(join(folder, "pipe.toml"))).message).toMatch(/it is a device or a pipe/);
    });
  },
);
