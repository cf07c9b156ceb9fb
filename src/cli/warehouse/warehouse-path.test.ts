import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../base/index.ts";
import { processContext } from "../context.ts";
import { warehousePlace } from "./warehouse-path.ts";

const context = processContext();
const at = (env: Record<string, string>, flags: Parameters<typeof warehousePlace>[1]): string =>
  warehousePlace({ ...context, cwd: "/folder", env }, flags);

describe("the warehouse", () => {
  const env = { AFTERWORD_WAREHOUSE: "real.duckdb" };
  test.each([
    [{}, {}, "afterword.duckdb"],
    [{ AFTERWORD_WAREHOUSE: "" }, {}, "afterword.duckdb"],
    [env, {}, "real.duckdb"],
    [env, { warehouse: "named.duckdb" }, "named.duckdb"],
    [env, { sandbox: true }, "afterword-sandbox.duckdb"],
    [env, { sandbox: true, warehouse: "named.duckdb" }, "named.duckdb"],
  ])("%j %j", (variables, flags, file) => expect(at(variables, flags)).toBe(join("/folder", file)));

  test.each(["", " ", "mysql://host/name"])("%j is no warehouse", (warehouse) => {
    expect(() => at({}, { warehouse })).toThrow(UsageError);
    if (warehouse !== "") expect(() => at({ AFTERWORD_WAREHOUSE: warehouse }, {})).toThrow(/AFTERWORD_WAREHOUSE/);
  });

  test("on a server is its address, as it was given", () => {
    const address = "postgres://who:secret@host/name?sslmode=require";
    expect(at({}, { warehouse: address })).toBe(address);
    expect(at({ AFTERWORD_WAREHOUSE: address }, {})).toBe(address);
    expect(at({ AFTERWORD_WAREHOUSE: address }, { sandbox: true })).toBe(join("/folder", "afterword-sandbox.duckdb"));
  });

  test("of another kind of server is refused without its password", () => {
    expect(() => at({}, { warehouse: "mysql://who:secret@host/name" })).toThrow(/^(?!.*secret)/);
  });
});
