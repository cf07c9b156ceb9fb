import { describe, expect, test } from "vitest";
import { describeAddress, readAddress, withoutPassword } from "./address.ts";

describe("a place without its password", () => {
  test.each([
    ["postgres://who:secret@host/name", "postgres://who@host/name"],
    ["postgresql://who:se@cr/et@host:5433/name", "postgresql://who@host:5433/name"],
    ["postgres://host/name?password=secret&sslmode=require", "postgres://host/name"],
    ["mysql://who:secret@host/name", "mysql://who@host/name"],
    ["/data/afterword.duckdb", "/data/afterword.duckdb"],
    ["C:\\data\\a@b.duckdb", "C:\\data\\a@b.duckdb"],
  ])("%s", (place, shown) => expect(withoutPassword(place)).toBe(shown));
});

describe("an address", () => {
  const env = { PGHOST: "env-host", PGPORT: "6000", PGUSER: "env-user", PGDATABASE: "env-db", PGPASSWORD: "secret" };
  test.each([
    ["postgres://who:p%40ss@db:5433/csat", {}, "postgres://who@db:5433/csat", "p@ss"],
    ["postgres://", env, "postgres://env-user@env-host:6000/env-db", "secret"],
    ["postgres:///csat?host=%2Frun%2Fpg", env, "postgres://env-user@%2Frun%2Fpg:6000/csat", "secret"],
    ["postgres://who@/csat", {}, "postgres://who@localhost:5432/csat", null],
    ["postgres://who@[::1]/csat", {}, "postgres://who@[::1]:5432/csat", null],
  ])("%s", (text, variables, shown, password) => {
    const address = readAddress(text, variables);
    expect(describeAddress(address)).toBe(shown);
    expect(address.password).toBe(password);
  });

  test.each([
    "postgres://who:secret@a,b/csat",
    "postgres://who:secret@db/csat?sslmod=require",
    "postgres://who:secret@db:x/y",
  ])("%s is refused without its password", (text) => {
    expect(() => readAddress(text, {})).toThrow(/is not the address/);
    expect(() => readAddress(text, {})).toThrow(/^(?!.*secret)/);
  });
});
