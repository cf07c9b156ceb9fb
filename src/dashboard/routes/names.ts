import { Hono } from "hono";
import { compareNames, notStated, readOneOf } from "../../base/index.ts";
import { ask, type Filter } from "../../metrics/index.ts";
import { asIs, findAttribute, needRoster } from "../../request/index.ts";
import { type Answer, answerOf, sendAnswer } from "../answer.ts";
import { notShown } from "../asked.ts";
import type { DashboardContext } from "../context.ts";

const kinds = ["queue", "agent", "form", "team", "division", "media", "question"] as const;
type Kind = (typeof kinds)[number];

/** Of a roster with more attributes, the names that were asked for last are kept. */
const maxAttributes = 20;

interface Name {
  readonly id: string;
  readonly name: string | null;
}

/** `/api/names?kind=queue`: what can be filtered by, by name; `/api/names?roster=site`: values of an attribute of the roster. */
export function nameRoutes({ warehouse, people, createCache, readRoster, signal }: DashboardContext): Hono {
  const answers = createCache<Answer>(kinds.length + maxAttributes);
  return new Hono().get("/api/names", async (http) => {
    const word = http.req.query("roster");
    if (word !== undefined) {
      const roster = needRoster(await readRoster(), asIs);
      const attribute = findAttribute(word, roster, asIs);
      const answer = await answers.read(JSON.stringify([{ attribute }, roster]), async () =>
        answerOf(sorted(await readValues({ warehouse, signal }, attribute, { roster }))),
      );
      return sendAnswer(http, answer);
    }
    const kind = readOneOf(kinds)(http.req.query("kind") ?? "", "kind");
    if (kind === "agent" && people.naming === "off") throw notShown("kind=agent");
    // Teams are those of the roster where it has some.
    const filter = kind === "team" ? { roster: await readRoster() } : {};
    const answer = await answers.read(JSON.stringify([kind, filter]), async () =>
      answerOf(sorted(await readNames({ warehouse, people, signal }, kind, filter))),
    );
    return sendAnswer(http, answer);
  });
}

/** Values that responses have; what is not stated has no name of its own. */
async function readValues(
  { warehouse: reader, signal }: Pick<Reading, "warehouse" | "signal">,
  attribute: string,
  filter: Filter,
): Promise<readonly Name[]> {
  const rows = await ask(reader, "volume", { filter, by: { attribute }, signal });
  return [...new Set(rows.map(({ group_id: value }) => value))].map((name) => ({ id: name ?? notStated, name }));
}

type Reading = Pick<DashboardContext, "warehouse" | "people" | "signal">;

async function readNames(
  { warehouse: reader, people, signal }: Reading,
  kind: Kind,
  filter: Filter,
): Promise<readonly Name[]> {
  if (kind === "team" || kind === "media") {
    const rows = await ask(reader, "volume", { filter, by: kind, signal });
    return [...new Set(rows.flatMap(({ group_id: id }) => id ?? []))].map((id) => ({ id, name: id }));
  }
  const rows = (await ask(reader, "names", { signal })).filter((row) => row.kind === kind);
  return rows.flatMap(({ id, name }) => {
    if (kind !== "agent") return id === null ? [] : [{ id, name }];
    const shown = people.id(id);
    return shown === null ? [] : [{ id: shown, name: people.name(id, name) }];
  });
}

/** By name; what has none comes last. */
const sorted = (names: readonly Name[]): readonly Name[] =>
  names.toSorted((a, b) =>
    a.name === null || b.name === null
      ? Number(a.name === null) - Number(b.name === null)
      : compareNames(a.name, b.name),
  );
