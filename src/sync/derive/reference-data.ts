import {
  createFormVersions,
  type Documents,
  type FormVersion,
  formRoutes,
  namesFrom,
  type Problem,
  readFormVersion,
} from "../../collect/index.ts";
import { chooseLead, contextOf, type Form, type Lead, type ScoreSettings } from "../../csat/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Flawed } from "../documents/flaws.ts";
import { flawedOf } from "../documents/kept-document.ts";
import { type NamedThing, readShared, type SharedKind } from "../documents/shared-documents.ts";

/** What many responses share: forms, their leads, and names. */
export interface ReferenceData extends Pick<Documents, "scored" | "lead" | "names"> {
  readonly forms: () => Iterable<FormVersion>;
  readonly named: () => Iterable<NamedThing>;
  /** Those that are stored and cannot be read. */
  readonly unreadable: readonly Problem[];
}

/** A form's problem is its rows', as one that fits no column; the others' is their document's, and ends when that comes again. */
const flawedReference = (kind: SharedKind, id: string): Flawed =>
  kind === "survey-form" || kind === "evaluation-form" ? { kind: "row", id: `of form ${id}` } : flawedOf({ kind, id });

/** Reads every form, lead and name that is stored; some thousands, however many responses there are. */
export async function readReferenceData(
  reader: Reader,
  organization: string,
  scores: ScoreSettings,
): Promise<ReferenceData> {
  const forms = createFormVersions();
  const leads = new Map<string, Lead>();
  const names = new Map<string, NamedThing>();
  const unreadable: Problem[] = [];
  await readShared(reader, organization, {
    form(kind, document) {
      const version = readFormVersion(kind, document, scores, formRoutes[kind].single);
      if (version) forms.add(version);
    },
    lead: (contextId, lead) => void leads.set(contextId, lead),
    name: (thing) => void names.set(`${thing.kind} ${thing.id}`, thing),
    failed(kind, id, error) {
      unreadable.push({ ...flawedReference(kind, id), reason: error instanceof Error ? error.message : "" });
    },
  });
  const decided = new Map<string, Lead>();
  for (const { form } of forms.all()) {
    const context = contextOf(form);
    if (!decided.has(context)) decided.set(context, decide(leads.get(context), forms.oldestFirst(context), scores));
  }
  return {
    scored: forms.scored,
    lead: (form) => (form ? (decided.get(contextOf(form)) ?? null) : null),
    names: namesFrom((kind, id) => names.get(`${kind} ${id}`)?.name ?? null),
    forms: forms.all,
    named: () => names.values(),
    unreadable,
  };
}

/**
 * The configuration's lead; else the one that was stored when the form was first seen, as long as its question still counts
 * as csat; else by the stored versions.
 */
function decide(stored: Lead | undefined, oldestFirst: readonly Form[], scores: ScoreSettings): Lead {
  const chosen = chooseLead(oldestFirst, scores);
  if (chosen.from === "config" || stored?.contextId == null) return chosen;
  const question = oldestFirst.flatMap(({ questions }) => questions).find((one) => contextOf(one) === stored.contextId);
  return question?.role === "csat" ? stored : chosen;
}
