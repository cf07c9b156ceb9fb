import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { endpoints } from "../../src/genesys/index.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const page = read("docs/from-the-tutorial.md");
const sdk = read("node_modules/purecloud-platform-client-v2/index.d.ts");
const qualityApi = read("node_modules/purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/QualityApi.js");

const section = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";

describe("docs/from-the-tutorial.md", () => {
  test.each(["nextPageUri", "toAttributes", "interactionIds", "interactionTypes", "EvaluationResult", "submitDate"])(
    "%s is a name that the official SDK does not have",
    (name) => expect(sdk).not.toContain(name),
  );

  test.each(["EvaluationResponse", "ConversationQuery", "questionGroupScores", "markedNA", "npsTextAnswer", "nextUri"])(
    "%s is one that it has, and the page names it",
    (name) => {
      expect(sdk).toContain(name);
      expect(page).toContain(name);
    },
  );

  test("the tutorial's endpoint is not in the official SDK, its counterparts are", () => {
    expect(qualityApi).not.toMatch(/'\/api\/v2\/quality\/evaluations'/);
    expect(qualityApi).toContain("'/api/v2/quality/evaluations/query'");
    expect(qualityApi).toContain("'/api/v2/quality/evaluations/search'");
  });

  const calls = [...section("The real calls, in order").matchAll(/`(GET|POST) (\/api\/v2\/[^`?]+)/g)];

  test.each(calls.map(([, method = "", path = ""]) => [method, path]))(
    "%s %s is what Afterword calls",
    (method, path) => {
      expect(Object.values(endpoints).map((endpoint) => [endpoint.method, endpoint.path])).toContainEqual([
        method,
        path,
      ]);
    },
  );

  test("every permission that it gives to a call is one of that call", () => {
    expect(calls.length).toBeGreaterThan(8);
    const known = Object.values(endpoints).flatMap((endpoint): readonly string[] => endpoint.permissions);
    const named = section("The real calls, in order").match(/`\w+:\w+:\w+`/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    for (const permission of named) expect(known).toContain(permission.slice(1, -1));
  });

  test("the nine keys are the record's first nine, in order", () => {
    const keys = [...section("The nine keys").matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key);
    const record = [...read("src/csat/record.ts").matchAll(/^ {2}readonly (\w+):/gm)].map(([, key]) => key);
    expect(keys).toHaveLength(9);
    expect(record.slice(0, 9)).toEqual(keys);
  });

  const links = [...page.matchAll(/\]\(([^)#]*)#?([^)]*)\)/g)].map(([, file = "", anchor = ""]) => [file, anchor]);

  test.each(links)("the link to %s#%s leads somewhere", (file, anchor) => {
    const target = file === "" ? page : read(new URL(file, "file:///docs/").pathname.slice(1));
    const anchors = [...target.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, "")
        .replaceAll(" ", "-"),
    );
    if (anchor !== "") expect(anchors).toContain(anchor);
  });
});
