import { expect, test } from "vitest";
import { createNotifier } from "./messages.ts";

const printed = (sentence: string, screen: { isTTY?: boolean; columns?: number }): string => {
  const pieces: string[] = [];
  createNotifier({ ...screen, write: (piece) => pieces.push(piece) })(sentence);
  return pieces.join("");
};

test("a terminal gets no word broken, a pipe gets the sentence as it is", () => {
  const sentence = "Nothing new; 5 requests.\u001b[2J";
  expect(printed(sentence, { isTTY: true, columns: 16 })).toBe("Nothing new; 5\nrequests.[2J\n");
  expect(printed(sentence, { columns: 16 })).toBe("Nothing new; 5 requests.[2J\n");
  expect(printed("    ^ stands where it stands", { isTTY: true, columns: 8 })).toBe("    ^ stands where it stands\n");
});
