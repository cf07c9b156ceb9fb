import { afterAll, beforeAll, expect, test } from "vitest";
import { judged, nps, ofGroup, piecesOf, satisfaction } from "./expected.ts";
import { openShown, type Shown } from "./served.ts";
import { readTable, textOf } from "./table.ts";

let shown: Shown;
beforeAll(async () => {
  shown = await openShown();
});
afterAll(async () => {
  expect(shown.faults).toEqual([]);
  await shown[Symbol.asyncDispose]();
});

/** The name that the page shows for a queue: a deleted one is called by its id. */
function queueName(id: string | null): string {
  const queue = shown.measured.org.queues.find((one) => one.id === id);
  return id === null
    ? "(not known)"
    : queue === undefined || queue.deleted
      ? `unnamed queue ${id.slice(0, 8)}`
      : queue.name;
}

const idsOf = (ids: readonly (string | null)[]): readonly (string | null)[] => [...new Set(ids)];

test("overview: the headline is that of the truth, with how many answers it rests on", async () => {
  const page = await shown.open("/");
  const pieces = piecesOf(shown.measured);
  for (const [label, expected] of [
    ["Satisfied customers", satisfaction(pieces)],
    ["NPS after contact", nps(pieces)],
  ] as const) {
    const figure = `section.figure[aria-label="${label}"]`;
    expect([await textOf(page, `${figure} .value`), await textOf(page, `${figure} .answers`)]).toEqual([
      expected.text,
      `${expected.n} answers`,
    ]);
    expect(expected.n).toBeGreaterThan(90);
  }
  expect(await textOf(page, ".figure .chance")).toMatch(/^could be \d+–\d+ % by chance$/);
});

test("queues: every queue has its own numbers", async () => {
  const page = await shown.open("/queues");
  const pieces = piecesOf(shown.measured, { by: "queue" });
  const rows = await readTable(page, "Queues");
  const expected = idsOf(pieces.map(({ group }) => group))
    .map((id) => ({ queue: queueName(id), ...satisfaction(ofGroup(pieces, id)) }))
    .filter(({ n }) => n > 0);
  const asShown = rows.map((row) => ({ queue: row["Queue"], n: Number(row["Answers"]), text: row["Satisfied"] }));
  expect(sorted(asShown.filter(({ n }) => n > 0))).toEqual(sorted(expected));
  expect(expected.length).toBeGreaterThan(8);
});

test("agents: who is credited decides, and a click on another rule shows others' numbers", async () => {
  const page = await shown.open("/agents");
  const read = async () =>
    (await readTable(page, "Agents"))
      .map((row) => ({ agent: row["Agent"], n: Number(row["Answers"]), text: row["Satisfied"] }))
      .filter(({ n }) => n > 0);
  const expected = (rule: "genesys" | "first") => {
    const pieces = piecesOf(shown.measured, { by: "agent", filter: { rule } });
    return idsOf(pieces.map(({ group }) => group))
      .map((id) => ({ agent: agentName(id), ...satisfaction(ofGroup(pieces, id)) }))
      .filter(({ n }) => n > 0);
  };
  expect(sorted(await read())).toEqual(sorted(expected("genesys")));
  await page.getByRole("navigation", { name: "Answers credited to" }).getByText("first agent").click();
  await page.waitForURL("**/agents?rule=first");
  await expect.poll(async () => sorted(await read()), { timeout: 20_000 }).toEqual(sorted(expected("first")));
  expect(sorted(expected("first"))).not.toEqual(sorted(expected("genesys")));
});

const agentName = (id: string | null): string =>
  shown.measured.org.users.find((one) => one.id === id)?.name ?? "(not known)";

test("questions: every question of a survey has as many answers as were given to it", async () => {
  const page = await shown.open("/questions?source=surveys");
  const rows = await readTable(page, "Every question");
  const given = piecesOf(shown.measured, { filter: { sources: ["surveys"] } }).flatMap(({ response }) =>
    response.answers.filter(({ answered }) => answered),
  );
  const contexts = [...new Set(given.map(({ contextId }) => contextId))];
  const expected = contexts.map((id) => given.filter(({ contextId }) => contextId === id).length);
  expect(rows.map((row) => Number(row["Answers"])).toSorted(byNumber)).toEqual(expected.toSorted(byNumber));
});

test("evaluations: what people judged, in all and by queue", async () => {
  const page = await shown.open("/evaluations");
  const whole = judged(piecesOf(shown.measured));
  const figure = 'section.figure[aria-label="Evaluated by people"]';
  expect([await textOf(page, `${figure} .value`), await textOf(page, `${figure} .answers`)]).toEqual([
    whole.text,
    `${whole.n} evaluations`,
  ]);
  const pieces = piecesOf(shown.measured, { by: "queue" });
  const rows = (await readTable(page, "By queue")).map((row) => [row["Queue"], row["By people"]]);
  const expected = idsOf(pieces.map(({ group }) => group))
    .map((id) => ({ queue: queueName(id), ...judged(ofGroup(pieces, id)) }))
    .filter(({ n }) => n > 0);
  expect(rows.filter(([, score]) => score !== "–").toSorted()).toEqual(
    expected.map(({ queue, text }) => [queue, text]).toSorted(),
  );
});

test("drivers: each rests on the answered surveys whose journey is known", async () => {
  const page = await shown.open("/drivers");
  const pieces = piecesOf(shown.measured, { basis: "interaction" });
  const n = (journey: "wait" | "talk" | "hold" | "transfers") =>
    pieces.filter(({ response }) => response.csat !== null && response.journey[journey] !== null).length;
  const rows = await readTable(page, "What goes with satisfaction");
  expect(rows.slice(0, 4).map((row) => Number(row["Answers"]))).toEqual([
    n("wait"),
    n("talk"),
    n("hold"),
    n("transfers"),
  ]);
});

test("comments and responses: as many as were written, and as were answered", async () => {
  const finished = piecesOf(shown.measured, { filter: { sources: ["surveys"] } });
  const written = finished.filter(({ response }) => response.comment !== null).length;
  const comments = await shown.open("/comments?source=surveys");
  expect(await textOf(comments, "main .total")).toBe(`${written} responses`);
  const responses = await shown.open("/responses?figure=responses&source=surveys");
  expect(await textOf(responses, "main .total")).toBe(`${finished.length} responses`);
});

test("interaction: who talked, on which queue, and everything that the customer answered", async () => {
  const { response } =
    piecesOf(shown.measured).find(({ response: { comment, source } }) => source === "survey" && comment !== null) ??
    failed();
  const page = await shown.open(`/interactions/${response.interactionId}`);
  const answers = (await page.locator('section[aria-labelledby="surveys"]').innerText()).replaceAll("\u00a0", " ");
  for (const { text, answerText } of response.answers.filter(({ answered }) => answered)) {
    expect(answers).toContain(text);
    if (answerText !== null) expect(answers).toContain(answerText.trim());
  }
  const legs = await readTable(page, "Agents");
  expect(legs.map((leg) => leg["Agent"])).toContain(agentName(response.agentId));
});

test("sync: what was spent is what the org was asked", async () => {
  const page = await shown.open("/sync");
  const asked = shown.measured.synced.sandbox.requests.filter(({ path }) => path !== "/oauth/token").length;
  expect(await textOf(page, "main .total")).toBe(`Together: ${asked}`);
});

test.each(["/", "/queues", "/agents", "/questions", "/evaluations", "/drivers"])(
  "%s: every number that is a link leads to as many rows",
  async (path) => {
    const page = await shown.open(path);
    const links = await page
      .locator("a[data-n]")
      .evaluateAll((found) =>
        found.map((link) => [link.getAttribute("href") ?? "", Number(link.getAttribute("data-n"))]),
      );
    const drawn = new Map(links.filter((_, at) => at % Math.ceil(links.length / 40) === 0) as [string, number][]);
    const listed = await Promise.all(
      [...drawn.keys()].map(async (href) => {
        const { text } = await shown.served.ask(`/api/rows?${href.split("?")[1] ?? ""}&limit=1`);
        return [href, (JSON.parse(text) as { total?: number }).total] as const;
      }),
    );
    expect(new Map(listed)).toEqual(drawn);
    expect(drawn.size).toBeGreaterThan(3);
  },
);

const sorted = <Row>(rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row, keys)).toSorted();
const keys = ["queue", "agent", "n", "text"];
const byNumber = (a: number, b: number): number => a - b;
function failed(): never {
  throw new Error("The org has no such response.");
}
