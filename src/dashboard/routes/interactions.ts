import { Hono } from "hono";
import { DecodeError, isoTime } from "../../base/index.ts";
import { type TimelinePiece, timelineOf } from "../../csat/index.ts";
import { type ExportRow, readInteractionRows } from "../../export/index.ts";
import { ask } from "../../metrics/index.ts";
import { readStoredInteraction } from "../../sync/index.ts";
import { sendJson } from "../answer.ts";
import type { DashboardContext } from "../context.ts";
import { Refusal } from "../errors.ts";

/** The facts of an interaction that stand in the record of its response. */
const facts = [
  "interaction_id",
  "interaction_start",
  "interaction_end",
  "duration_seconds",
  "direction",
  "media_type",
  "divisions",
  "wrap_up",
  "wait_seconds",
  "total_talk_seconds",
  "total_hold_seconds",
  "transfers",
  "linked",
  "link_problem",
] as const;

/** `/api/interactions/ID`: one interaction with all that was answered and judged about it. */
export function interactionRoutes(context: DashboardContext): Hono {
  const { warehouse, people, signal } = context;
  return new Hono().get("/api/interactions/:id", async (http) => {
    const id = http.req.param("id");
    const responses = await readInteractionRows(warehouse, id, "responses", { people, signal });
    const first = responses.find((row) => row["linked"] === true) ?? responses[0];
    if (first === undefined)
      throw new Refusal(
        404,
        "There is no response of this interaction in the warehouse.",
        "It may have been removed, or not been read yet: go back to the list.",
      );
    return sendJson(http, {
      interaction: Object.fromEntries(facts.map((name) => [name, first[name] ?? null])),
      timeline: await readTimeline(context, id),
      legs: await readLegs(context, id),
      responses,
      genesys_url: safeUrl(first["genesys_url"]),
    });
  });
}

/** Who was how long in which interaction names people by itself. */
async function readLegs({ warehouse, people, signal }: DashboardContext, id: string): Promise<readonly ExportRow[]> {
  if (people.naming !== "named") return [];
  const rows = await readInteractionRows(warehouse, id, "legs", { people, signal });
  return rows.filter((row) => row["response_id"] === rows[0]?.["response_id"]);
}

/** Null where the conversation is not stored, or cannot be read. */
async function readTimeline({ warehouse, people, signal }: DashboardContext, id: string) {
  const pieces = await readPieces(warehouse, id);
  if (pieces === null) return null;
  const names = new Map(
    (await ask(warehouse, "names", { signal })).map(({ kind, id: own, name }) => [`${kind} ${own}`, name]),
  );
  const nameOf = (kind: "agent" | "queue", own: string | null): string | null =>
    own === null ? null : (names.get(`${kind} ${own}`) ?? null);
  return pieces.map(({ kind, agentId, queueId, from, to }) => ({
    kind,
    agent_name: people.naming === "named" ? nameOf("agent", agentId) : null,
    queue_name: nameOf("queue", queueId),
    from: isoTime(from),
    to: to === null ? null : isoTime(to),
  }));
}

async function readPieces(
  warehouse: DashboardContext["warehouse"],
  id: string,
): Promise<readonly TimelinePiece[] | null> {
  try {
    const stored = await readStoredInteraction(warehouse, id);
    return stored === null ? null : timelineOf(stored);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

/** It is a link on a page: nothing but the web. */
const safeUrl = (url: unknown): string | null => (typeof url === "string" && url.startsWith("https://") ? url : null);
