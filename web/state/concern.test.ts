import { expect, test } from "vitest";
import { change, figure, group, hidden, nobody } from "../../test/orgs/invented-report.ts";
import { byConcern, byName, lowestFirst, mostChangedFirst } from "./concern.ts";

const groups = [
  group("reworded", { csat: figure(0.6, 80), change: change("no verdict", -0.3, -0.4, -0.2) }),
  group("few", { csat: figure(0.1, 29) }),
  group("good", { csat: figure(0.9, 200), change: change("no clear change", 0.05, -0.02, 0.1) }),
  group("hidden", { csat: hidden }),
  group("risen", { csat: figure(0.8, 90), change: change("rise", 0.1, 0.02, 0.18) }),
  group("unknown", { id: null, csat: figure(0.2, 80), change: change("fall", -0.5, -0.6, -0.4) }),
  group("fallen", { csat: figure(0.7, 120), change: change("fall", -0.2, -0.3, -0.1) }),
  group("below", { csat: figure(0.5, 60), band: "below", change: change("too few", -0.4, -0.9, 0.1) }),
  group("nobody", { csat: nobody }),
];
const names = (list: readonly { readonly name: string | null }[]): string => list.map(({ name }) => name).join(" ");

test("those that changed most are clear changes first; then what may have other reasons; few answers and what has no name are none of them", () =>
  expect(names(mostChangedFirst(groups))).toBe("fallen risen reworded good"));

test("those that are lowest have enough answers to tell, and a name", () =>
  expect(names(lowestFirst(groups))).toBe("below reworded fallen risen good"));

test("those stand first that somebody should look at, and last of whom nothing is known", () =>
  expect(names(byConcern(groups))).toBe("fallen below risen reworded good few unknown hidden nobody"));

test("people stand by the alphabet, whatever their numbers are", () =>
  expect(names(byName(groups))).toBe("below fallen few good hidden nobody reworded risen unknown"));
