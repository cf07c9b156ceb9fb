import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { readAddress } from "./address.ts";
import { readPasswordFile } from "./password-file.ts";

const home = newFolder();
const place = join(home, ".pgpass");
writeFileSync(
  place,
  [
    "# host:port:database:user:password",
    "db:5432:csat:who:first",
    "db:*:csat:who:never: the line above fits before it",
    "db:*:*:colon:with:a:colon and a space ",
    "db:*:*:escaped\\:name:back\\\\slash\\:",
    "localhost:*:*:socket:of a socket",
    "short:5432",
  ].join("\r\n"),
  { mode: 0o600 },
);

const read = (text: string, env: NodeJS.ProcessEnv = { HOME: home }) => readPasswordFile(readAddress(text, {}), env);

test.each([
  ["postgres://who@db/csat", "first"],
  ["postgres://who@db:6000/csat", "never: the line above fits before it"],
  ["postgres://colon@db/any", "with:a:colon and a space "],
  ["postgres://escaped%3Aname@db/any", "back\\slash:"],
  ["postgres://socket@/any?host=%2Frun%2Fpg", "of a socket"],
  ["postgres://nobody@db/csat", null],
  ["postgres://who@short/csat", null],
])("%s", (text, password) => expect(read(text)).toBe(password));

test("the address and PGPASSFILE name other files", () => {
  const other = join(home, "other");
  writeFileSync(other, "*:*:*:*:another", { mode: 0o600 });
  expect(read("postgres://who@db/csat", { HOME: home, PGPASSFILE: other })).toBe("another");
  expect(read(`postgres://who@db/csat?passfile=${encodeURIComponent(other)}`)).toBe("another");
  expect(read("postgres://who@db/csat", { HOME: join(home, "nothing") })).toBeNull();
});

test.skipIf(process.platform === "win32")("a file that others may read is ignored", () => {
  chmodSync(place, 0o640);
  expect(read("postgres://who@db/csat")).toBeNull();
  chmodSync(place, 0o600);
});
