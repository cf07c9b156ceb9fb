import { writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openOutput } from "./open-output.ts";

/** O_PATH: the system tells what such a descriptor is of, and refuses to sync it with EBADF, as Windows does for a console. */
const unsyncable = 0o10000000;

async function finishAt(path: string): Promise<void> {
  await using file = await open(path, unsyncable);
  await finish(file.fd);
}

const finish = async (fd: number): Promise<void> => {
  const output = await openOutput(undefined, Object.assign(new PassThrough(), { fd }));
  await output.finish();
};

describe.runIf(process.platform === "linux")("standard output that cannot be brought to the disk", () => {
  test("is no failure where it is no file", async () => {
    await expect(finishAt("/dev/null")).resolves.toBeUndefined();
  });

  test("is no failure where the system does not say what it is", async () => {
    await expect(finish(2 ** 20)).resolves.toBeUndefined();
  });

  test("is reported where it is a file", async () => {
    const file = join(newFolder(), "answers.json");
    writeFileSync(file, "");
    await expect(finishAt(file)).rejects.toThrow(/^Cannot write standard output: EBADF/);
  });
});
