import { expect, test } from "vitest";
import { readStatus } from "./status.ts";

test("a status has one spelling for all endpoints", () => {
  expect(readStatus("survey", "INPROGRESS")).toBe("InProgress");
  expect(readStatus("survey", "in_progress")).toBe("InProgress");
  expect(readStatus("survey", "optOut")).toBe("OptOut");
  expect(readStatus("evaluation", "In Review")).toBe("InReview");
  expect(readStatus("evaluation", "RETRACTED")).toBe("Retracted");
});

test("a status of the other kind, or of none, stays unchanged", () => {
  expect(readStatus("survey", "RETRACTED")).toBe("RETRACTED");
  expect(readStatus("evaluation", "")).toBeNull();
  expect(readStatus("evaluation", null)).toBeNull();
});
