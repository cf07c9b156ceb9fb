import { expect, test } from "vitest";
import { fold } from "./messages.ts";

test("a terminal gets no word broken, a pipe gets the sentence as it is", () => {
  const sentence = "Nothing new; 5 requests.";
  const write = () => {};
  expect(fold(sentence, { write, isTTY: true, columns: 16 })).toBe("Nothing new; 5\nrequests.");
  expect(fold(sentence, { write, columns: 16 })).toBe(sentence);
  expect(fold("    ^ stands where it stands", { write, isTTY: true, columns: 8 })).toBe("    ^ stands where it stands");
});
