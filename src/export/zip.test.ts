import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { toZip, type ZipEntry } from "./zip.ts";

async function bytesOf(entries: readonly ZipEntry[], limit?: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const bytes of toZip(entries, limit)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

test("a directory at the end lists the start, the length and the check sum of each entry", async () => {
  // Of "123456789" the CRC-32 is CBF43926 (ECMA-182's check value of zlib's polynomial).
  const zip = await bytesOf([
    { name: "a.txt", content: ["1234", "56789"] },
    { name: "é/b.txt", content: [] },
  ]);
  const end = zip.length - 22;
  expect([zip.readUInt32LE(end), zip.readUInt16LE(end + 10)]).toEqual([0x06054b50, 2]);
  const directory = zip.readUInt32LE(end + 16);
  expect(directory + zip.readUInt32LE(end + 12)).toBe(end);
  expect([zip.readUInt32LE(directory + 16), zip.readUInt32LE(directory + 24)]).toEqual([0xcbf43926, 9]);
  const start = zip.readUInt32LE(directory + 42);
  const data = start + 30 + zip.readUInt16LE(start + 26);
  const compressed = zip.subarray(data, data + zip.readUInt32LE(directory + 20));
  expect(inflateRawSync(compressed).toString()).toBe("123456789");
  const second = directory + 46 + zip.readUInt16LE(directory + 28);
  expect(zip.subarray(second + 46, end).toString()).toBe("é/b.txt");
  expect(zip.readUInt32LE(zip.readUInt32LE(second + 42))).toBe(0x04034b50);
});

test("more than 32 bits can count is refused with what to do instead", async () => {
  const random = Array.from({ length: 4_000 }, () => `${Math.random()}`);
  await expect(bytesOf([{ name: "a", content: random }], 10_000)).rejects.toMatchObject({
    message: expect.stringMatching(/larger than 10000 bytes/),
    hint: expect.stringMatching(/csv and parquet/),
  });
});
