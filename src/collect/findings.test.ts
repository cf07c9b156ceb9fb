import { expect, test } from "vitest";
import { createFindings } from "./findings.ts";

test("deleted surveys are reported in one sentence, however many steps have met them", () => {
  const findings = createFindings();
  findings.countDeleted(0);
  expect(findings.report().notes).toEqual([]);
  findings.countDeleted(1);
  expect(findings.report().notes).toEqual(["1 survey of the range has been deleted since."]);
  findings.countDeleted(5);
  expect(findings.report().notes).toEqual(["6 surveys of the range have been deleted since."]);
});
