import { isoTime } from "../../base/index.ts";
import type { Answer } from "../http/answer.ts";
import { type Fields, isRecord, rewritten, withFinished } from "./answer-documents.ts";
import type { Fault, FaultContext, FaultHooks, SpoiltDocument } from "./fault.ts";

const year10000 = isoTime(Date.UTC(10_000, 0, 1));
/** The last moment that JavaScript knows. */
const lastDay = isoTime(8.64e15);
const half = "\ud83d";

/** Stands where JSON of this depth is put in as text: what writes JSON calls itself for every level. */
const deepMark = "nested 10,000 deep";
const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;

interface HostileChange {
  readonly change: (document: Fields) => Fields;
  /** Whether the truth of the document can no longer be read from it. */
  readonly spoils: boolean;
}

const transferred = (value: number) => (document: Fields) => ({
  ...document,
  participants: [
    ...(Array.isArray(document["participants"]) ? document["participants"] : []),
    {
      participantId: "00000000-0000-4000-8000-000000000000",
      purpose: "acd",
      sessions: [
        {
          sessionId: "00000000-0000-4000-8000-000000000001",
          mediaType: "voice",
          metrics: [{ name: "nTransferred", value, emitDate: document["conversationStart"] }],
          segments: [],
        },
      ],
    },
  ],
});

const withField =
  (name: string, value: unknown) =>
  (document: Fields): Fields => ({ ...document, [name]: value });

/** The first string that is called so, anywhere inside, has become another. */
function withFirst(name: string, value: string): (document: Fields) => Fields {
  return (document) => {
    let left = true;
    const changed: unknown = JSON.parse(JSON.stringify(document), (key, each: unknown) => {
      if (!left || key !== name || typeof each !== "string") return each;
      left = false;
      return value;
    });
    return isRecord(changed) ? changed : document;
  };
}

const hostileChanges: Readonly<Record<SpoiltDocument["kind"], readonly HostileChange[]>> = {
  conversation: [
    { change: transferred(1.5), spoils: true },
    { change: transferred(1e10), spoils: true },
    { change: withField("conversationEnd", year10000), spoils: true },
    { change: withField("conversationEnd", lastDay), spoils: true },
    { change: withField("unreadField", deepMark), spoils: false },
    { change: withFirst("participantId", `p-${half}`), spoils: false },
  ],
  survey: [
    { change: withField("completedDate", year10000), spoils: true },
    { change: withField("completedDate", lastDay), spoils: true },
    { change: withFirst("text", "Why? ".repeat(1_000_000)), spoils: true },
    { change: withField("queue", { id: `q-${half}` }), spoils: true },
    { change: withField("unreadField", deepMark), spoils: false },
  ],
  evaluation: [
    { change: withField("submittedDate", year10000), spoils: true },
    { change: withField("releaseDate", lastDay), spoils: true },
    { change: withField("evaluator", { id: `e-${half}` }), spoils: true },
    { change: withField("unreadField", deepMark), spoils: false },
  ],
};

/** The first documents of a kind that come along get one hostility each, and keep it. */
function createHostileChanges(spoilt: FaultContext["spoilt"]) {
  const given = { survey: new Map(), evaluation: new Map(), conversation: new Map() } satisfies Record<
    SpoiltDocument["kind"],
    Map<string, HostileChange>
  >;
  return (document: Fields, kind: SpoiltDocument["kind"], id: string): Fields => {
    const known: Map<string, HostileChange> = given[kind];
    const next = hostileChanges[kind][known.size];
    if (!known.has(id) && next) {
      known.set(id, next);
      if (next.spoils) spoilt({ kind, id });
    }
    return known.get(id)?.change(document) ?? document;
  };
}

/** The first group that an aggregates query ever returns counts more than there can be. */
function createHugeCount() {
  const chosen = new Map<string, string>();
  return (path: string, answer: Answer): Answer => {
    if (!path.endsWith("/aggregates/query")) return answer;
    return rewritten(answer, (_, value) => {
      if (!isRecord(value) || !isRecord(value["group"]) || !Array.isArray(value["data"])) return value;
      const group = JSON.stringify(value["group"]);
      const first = chosen.get(path) ?? group;
      chosen.set(path, first);
      if (first !== group) return value;
      const data: unknown = JSON.parse(JSON.stringify(value["data"]), (name, each: unknown) =>
        name === "count" ? 1e300 : each,
      );
      return { ...value, data };
    });
  };
}

function hostile({ spoilt }: FaultContext): FaultHooks {
  const [changed, withHugeCount] = [createHostileChanges(spoilt), createHugeCount()];
  return {
    change: ({ path }, answer) => {
      const counted = withHugeCount(path, withFinished(path, answer, changed));
      const all = rewritten(counted, (_, value) => {
        if (!isRecord(value) || !("participants" in value)) return value;
        const id = value["conversationId"];
        return typeof id === "string" ? changed(value, "conversation", id) : value;
      });
      const text = typeof all.body === "string" ? all.body : JSON.stringify(all.body);
      return text?.includes(deepMark) ? { ...all, body: text.replaceAll(JSON.stringify(deepMark), deep) } : all;
    },
  };
}

/** Faults of values that a program may not survive. */
export const hostileFaults = {
  "hostile-values": {
    description:
      "A few documents, one each and always the same, carry 1.5 or 10,000,000,000 transfers, dates of the years 10000 and 275760, JSON nested 10,000 deep in a field that nobody reads, a question of 5 MB, half a surrogate pair in an id; the first group of an aggregate counts 1e300.",
    hooks: hostile,
  },
} satisfies Readonly<Record<string, Fault>>;
