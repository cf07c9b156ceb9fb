import { type FormVersion, formRoutes, type Problem, readFormVersion } from "../../collect/index.ts";
import { chooseLead, type Form, type Lead, type Names, type ScoreSettings } from "../../csat/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Flawed } from "../documents/flaws.ts";
import { flawedOf } from "../documents/kept-document.ts";
import { readDocument } from "../documents/kept-fields.ts";
import { findKinds } from "../documents/lookup.ts";

/** What many responses share: forms, their leads, and names. */
export interface ReferenceData {
  readonly form: (id: string | null) => Form | null;
  /** Every stored version of a form. */
  readonly versions: (form: Form) => readonly Form[];
  readonly lead: (form: Form | null) => Lead | null;
  readonly names: Names;
  readonly forms: () => Iterable<FormVersion>;
  readonly named: () => Iterable<NamedThing>;
  /** Those that are stored and cannot be read. */
  readonly unreadable: readonly Problem[];
}

/** Somebody or something that has an id, and perhaps a name. */
export interface NamedThing {
  readonly kind: (typeof nameKinds)[number];
  readonly id: string;
  readonly name: string | null;
}

const nameKinds = ["user", "queue", "wrap-up-code", "division", "team"] as const;

const isNameKind = (kind: unknown): kind is NamedThing["kind"] => nameKinds.some((one) => one === kind);

/** A form's problem is its rows', as one that fits no column; the others' is their document's, and ends when that comes again. */
const flawedReference = (kind: unknown, id: string): Flawed =>
  kind !== "form-lead" && !isNameKind(kind) ? { kind: "row", id: `of form ${id}` } : flawedOf({ kind, id });

/** Reads every form, lead and name that is stored; some thousands, however many responses there are. */
export async function readReferenceData(
  reader: Reader,
  organization: string,
  scores: ScoreSettings,
): Promise<ReferenceData> {
  const forms = new Map<string, FormVersion>();
  const leads = new Map<string, Lead>();
  const names = new Map<string, NamedThing>();
  const unreadable: Problem[] = [];
  const kinds = ["survey-form", "evaluation-form", "form-lead", ...nameKinds];
  for (const { kind, id, json } of await findKinds(reader, organization, kinds, "kind, id, json")) {
    try {
      if (kind === "survey-form" || kind === "evaluation-form") {
        const of = kind === "survey-form" ? "survey" : "evaluation";
        const version = readFormVersion(of, readDocument(kind, id, json), scores, formRoutes[of].single);
        if (version) forms.set(String(id), version);
      } else if (kind === "form-lead") {
        leads.set(String(id), readDocument(kind, id, json));
      } else if (isNameKind(kind)) {
        names.set(`${kind} ${id}`, { kind, id: String(id), name: readDocument(kind, id, json).name ?? null });
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : "";
      unreadable.push({ ...flawedReference(kind, String(id)), reason });
    }
  }

  const versions = new Map<string, FormVersion[]>();
  for (const stored of forms.values()) {
    const key = contextOf(stored.form);
    versions.set(key, [...(versions.get(key) ?? []), stored]);
  }
  const decided = new Map<string, Lead>();
  for (const [context, stored] of versions) decided.set(context, decide(leads.get(context), stored, scores));

  const name =
    (kind: (typeof nameKinds)[number]) =>
    (id: string): string | null =>
      names.get(`${kind} ${id}`)?.name ?? null;
  return {
    form: (id) => (id === null ? null : (forms.get(id)?.form ?? null)),
    versions: (form) => (versions.get(contextOf(form)) ?? []).map((stored) => stored.form),
    lead: (form) => (form ? (decided.get(contextOf(form)) ?? null) : null),
    names: {
      user: name("user"),
      queue: name("queue"),
      wrapUpCode: name("wrap-up-code"),
      division: name("division"),
      team: name("team"),
    },
    forms: () => forms.values(),
    named: () => names.values(),
    unreadable,
  };
}

const contextOf = (form: Form): string => form.contextId ?? form.id;

/**
 * The configuration's lead; else the one that was stored when the form was first seen, as long as its question still counts
 * as csat; else by the stored versions.
 */
function decide(stored: Lead | undefined, versions: readonly FormVersion[], scores: ScoreSettings): Lead {
  const oldestFirst = [...versions].sort((a, b) => (a.modified ?? 0) - (b.modified ?? 0)).map(({ form }) => form);
  const chosen = chooseLead(oldestFirst, scores);
  if (chosen.from === "config" || stored?.contextId == null) return chosen;
  const question = oldestFirst
    .flatMap(({ questions }) => questions)
    .find(({ id, contextId }) => (contextId ?? id) === stored.contextId);
  return question?.role === "csat" ? stored : chosen;
}
