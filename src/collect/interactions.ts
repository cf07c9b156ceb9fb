import { setImmediate } from "node:timers/promises";
import { PermissionError, RequestError, textOf } from "../base/index.ts";
import { type InteractionFacts, readInteraction } from "../csat/index.ts";
import {
  conversation,
  decode,
  endpoints,
  type WireConversation,
  type WireEvaluationTotals,
  type WireSurveyTotals,
} from "../genesys/index.ts";
import { inBatches } from "./batches.ts";
import type { FetchContext } from "./fetch-context.ts";
import { isPartial, reasonOf, rethrowUnlessPartial } from "./findings.ts";
import { idsPerRequest } from "./limits.ts";
import { searchInteractions } from "./search-interactions.ts";

/** Interactions that are read before control goes back to the event loop: eight answers at once took 200 ms. */
const yieldEvery = 20;
const absent = "Analytics does not return this interaction.";

/** The facts that a run needs of one interaction; the document itself, some 10 kB, is freed. */
export interface LinkedInteraction {
  readonly facts: InteractionFacts;
  /** Analytics' own rows of its responses. */
  readonly surveys: readonly WireSurveyTotals[];
  readonly evaluations: readonly WireEvaluationTotals[];
  /** Media types of all its sessions. */
  readonly media: readonly string[];
}

function readLinked(wire: WireConversation): LinkedInteraction {
  const media = new Set<string>();
  for (const { sessions } of wire.participants ?? []) {
    for (const { mediaType } of sessions ?? []) if (mediaType != null) media.add(mediaType.toLowerCase());
  }
  return {
    facts: readInteraction(wire),
    surveys: wire.surveys ?? [],
    evaluations: wire.evaluations ?? [],
    media: [...media],
  };
}

/** The interactions of a run: each asked for once, in batches, and kept. */
export function createInteractions(context: FetchContext) {
  const known = new Map<string, LinkedInteraction>();
  const problems = new Map<string, string>();

  /** Takes a conversation document as Genesys sent it; returns its id where it has one. */
  function add(document: unknown): void {
    const id = textOf(document, "conversationId") ?? "(no id)";
    try {
      const wire = decode(conversation, document, { endpoint: endpoints.conversationDetails, id });
      if (!known.has(wire.conversationId)) context.count({ linked: 1 });
      known.set(wire.conversationId, readLinked(wire));
      context.findings.came("interaction");
      context.keep?.("interaction", wire.conversationId, document);
    } catch (error) {
      problems.set(id, reasonOf(error));
      context.findings.fail("interaction", id, error);
    }
  }

  /**
   * Asks for those that are not known yet; `problem` gives the reason why one did not come. Where none can be looked up by
   * its id, they are searched for; where none may be read, their responses stay unlinked, with the reason.
   */
  async function load(ids: Iterable<string | null | undefined>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id): id is string => !!id && !known.has(id) && !problems.has(id));
    try {
      await loadByRoute(wanted);
    } catch (error) {
      rethrowUnlessPartial(error);
      for (const id of wanted) if (!known.has(id)) problems.set(id, error.message);
      context.findings.miss(`Interactions could not be read. ${error.message}`);
    }
  }

  /** Both routes take the same permission: another refusal than of that may be of the look-up alone. */
  async function loadByRoute(wanted: readonly string[]): Promise<void> {
    const { name } = endpoints.conversationDetails;
    let refusal = context.findings.closed(name);
    if (refusal === null) {
      try {
        return await loadInBatches(wanted);
      } catch (error) {
        rethrowUnlessPartial(error);
        if (error instanceof PermissionError) throw error;
        context.findings.close(name, error);
        refusal = error;
      }
    }
    const left = wanted.filter((id) => !known.has(id));
    for (const id of left) problems.delete(id);
    await searchInteractions(context, left, add);
    for (const id of left) if (!known.has(id) && !problems.has(id)) problems.set(id, absent);
    context.findings.note(
      `Interactions were searched for, since they could not be looked up by id. ${refusal.message}`,
    );
  }

  async function loadInBatches(wanted: readonly string[]): Promise<void> {
    const ask = async (id: readonly string[]): Promise<void> => {
      await context.room?.();
      const answer = await context.genesys.ask(
        endpoints.conversationDetails,
        { query: { id }, indivisible: id.length === 1 },
        context.signal,
      );
      // Taken out of the answer: a promise that has waited as long as this one's keeps its result until V8 looks
      // through the whole heap, and a hundred interactions are a megabyte.
      for (const [index, document] of (answer.conversations?.splice(0) ?? []).entries()) {
        if (index % yieldEvery === yieldEvery - 1) await setImmediate();
        add(document);
      }
    };
    /**
     * How many interactions one answer has at most is not documented, and an answer may lack what it should have: where
     * more than a few did not come, they are asked for again, as long as that brings any.
     */
    const askForAll = async (id: readonly string[]): Promise<void> => {
      const isLeft = (one: string): boolean => !known.has(one) && !problems.has(one);
      const maxDoubtless = Math.max(1, id.length / 10);
      for (let asked = id; ; ) {
        await ask(asked);
        const left = asked.filter(isLeft);
        const hasBroughtNone = left.length === asked.length && asked !== id;
        if (left.length <= maxDoubtless || hasBroughtNone) {
          for (const one of left) problems.set(one, absent);
          return;
        }
        asked = left;
      }
    };
    await inBatches(wanted, idsPerRequest, askForAll, {
      halves: isPartial,
      isServed: context.findings.hasCome("interaction"),
      alone: (id, error) => {
        const gone = error instanceof RequestError && error.gone;
        problems.set(id, gone ? absent : reasonOf(error));
      },
    });
  }

  return {
    add,
    load,
    get: (id: string | null | undefined): LinkedInteraction | null => (id ? (known.get(id) ?? null) : null),
    all: (): Iterable<LinkedInteraction> => known.values(),
    /** Why an interaction is not there, as a sentence; null where it is. */
    problem: (id: string): string | null =>
      known.has(id) ? null : (problems.get(id) ?? "The interaction was not asked for."),
  };
}

export type Interactions = ReturnType<typeof createInteractions>;
