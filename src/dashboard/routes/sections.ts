import { Hono } from "hono";
import { hour, nearest } from "../../base/index.ts";
import { completenessOf, createSections, type ReportRequest, sectionKeys } from "../../report/index.ts";
import { asWritten, localTime, readTargets, shownPeople } from "../../request/index.ts";
import { type Answer, answerOf, sendAnswer } from "../answer.ts";
import { type Asked, notShown, type ReadAsked } from "../asked.ts";
import type { DashboardContext } from "../context.ts";
import { Refusal } from "../errors.ts";
import { createTurns } from "../turns.ts";

/** Reports that are kept, of as many filters: those that a few people go back and forth between. */
const maxReports = 24;
const maxAnswers = 300;

/** `/api/sections/csat,nps`: parts of the report on what the query asks for. Panels of one query share what they read. */
export function sectionRoutes(context: DashboardContext, readAsked: ReadAsked): Hono {
  const { warehouse, people, clock, createCache } = context;
  const reports = createCache<ReturnType<typeof createSections>>(maxReports);
  const answers = createCache<Answer>(maxAnswers);
  const inTurn = createTurns();
  return new Hono().get("/api/sections/:keys", async (http) => {
    const keys = readKeys(http.req.param("keys"));
    if (people.naming === "off" && keys.includes("agents")) throw notShown("agents");
    const asked = await readAsked(new URL(http.req.url).searchParams);
    // Which surveys may still be answered changes as time passes, though nothing is written.
    const key = JSON.stringify([asked, Math.floor(clock.now() / hour)]);
    const make = async () => createSections(warehouse, await requestOf(context, asked));
    const answer = await answers.read(`${keys.join()} ${key}`, async () => {
      const read = await reports.read(key, make);
      return answerOf(await inTurn(() => read(keys)));
    });
    return sendAnswer(http, answer);
  });
}

function readKeys(text: string): readonly string[] {
  const keys = text.split(",");
  for (const key of keys) {
    if (sectionKeys.includes(key)) continue;
    const meant = nearest(key, sectionKeys);
    const hint = meant === null ? "" : `Did you mean ${meant}? `;
    throw new Refusal(
      404,
      `There is no section ${JSON.stringify(key)}.`,
      `${hint}There are ${sectionKeys.join(", ")}.`,
    );
  }
  return keys;
}

async function requestOf(
  { organizations, settings, people, clock, signal }: DashboardContext,
  { words, filter, by }: Asked<object>,
): Promise<ReportRequest> {
  const read = await organizations();
  return {
    filter,
    written: asWritten(words),
    local: localTime(settings),
    by,
    compare: words.compare,
    pool: words.pool ?? false,
    ...(words.min === undefined ? {} : { minimum: words.min }),
    minEffect: settings.minEffect,
    targets: readTargets(settings),
    people: shownPeople(people),
    completeness: completenessOf(read),
    definitionId: read.flatMap(({ definitionId }) => definitionId ?? []).join(" ") || null,
    now: clock.now(),
    signal,
  };
}
