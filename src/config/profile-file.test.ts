import { expect, test } from "vitest";
import { nameIn } from "./profile-file.ts";

const file = (...names: string[]) => ({ path: "profiles.toml", mode: 0o600, names, read: () => expect.unreachable() });

test("a profile is found in any case, and however its accents are spelt; written exactly, it comes first", () => {
  expect(nameIn(file("mu\u0308nchen"), "München")).toBe("mu\u0308nchen");
  expect(nameIn(file("München"), "mu\u0308nchen")).toBe("München");
  expect(nameIn(file("Prod", "prod"), "prod")).toBe("prod");
  expect(nameIn(file("prod"), "other")).toBeUndefined();
});
