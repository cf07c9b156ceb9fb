import { PermissionError, RequestError, readTime } from "../base/index.ts";
import {
  chooseLead,
  type Form,
  type Lead,
  questionsOutside,
  readForm,
  type ScoreSettings,
  withScoredQuestions,
} from "../csat/index.ts";
import {
  byPage,
  decode,
  type Endpoint,
  endpoints,
  evaluationForm,
  surveyForm,
  type WireForm,
} from "../genesys/index.ts";
import { inBatches } from "./batches.ts";
import { concurrency, type FetchContext } from "./fetch-context.ts";
import { each } from "./fetch-each.ts";
import { isPartial, reasonOf, rethrowUnlessPartial } from "./findings.ts";
import { idsPerRequest } from "./limits.ts";

type Kind = "survey" | "evaluation";

/** How forms of each kind are listed and read. */
export const formRoutes = {
  survey: {
    schema: surveyForm,
    listing: endpoints.surveyForms,
    single: endpoints.surveyForm,
    bulk: endpoints.surveyFormsBulk,
    versions: endpoints.surveyFormVersions,
  },
  evaluation: {
    schema: evaluationForm,
    listing: endpoints.evaluationForms,
    single: endpoints.evaluationForm,
    bulk: endpoints.evaluationFormsBulk,
    versions: endpoints.evaluationFormVersions,
  },
} as const;

/** A response with the form version that it names and the scores of its questions. */
export interface Scored {
  readonly id: string;
  readonly formId: string | null | undefined;
  readonly scores: Parameters<typeof questionsOutside>[1];
}

/** One form version with its questions and its source. */
export interface FormVersion {
  readonly form: Form;
  /** As in the form, `en-US`; forms of evaluations have none. */
  readonly language: string | null;
  readonly published: boolean | null;
  /** Milliseconds since 1970 UTC. */
  readonly modified: number | null;
}

/**
 * Reads one form version, from any endpoint; null where it comes without questions, as in a listing. Throws
 * DecodeError.
 */
export function readFormVersion(
  kind: Kind,
  document: unknown,
  scores: ScoreSettings,
  endpoint: Endpoint<unknown> = formRoutes[kind].bulk,
): FormVersion | null {
  const wire = decode<WireForm>(formRoutes[kind].schema, document, { endpoint });
  if (!wire.questionGroups) return null;
  return {
    form: readForm(wire, kind, scores),
    language: "language" in wire ? (wire.language ?? null) : null,
    published: wire.published ?? null,
    modified: readTime(wire.modifiedDate),
  };
}

interface Version {
  readonly id: string;
  readonly modified: number;
  readonly published: boolean;
}

/** The forms of a run with their questions, each version asked for once, and the lead question of each form. */
export function createForms(context: FetchContext) {
  const forms = new Map<string, Form>();
  const modified = new Map<string, number>();
  const asked = new Set<string>();
  const leads = new Map<string, Lead>();
  /** Kinds whose versions cannot be listed: asking form by form would only wait for each. */
  const closed = new Set<Kind>();
  const listed = new Map<string, readonly Version[]>();

  /**
   * Takes the form inside a response. It is read only where its version is not known yet, and where it cannot be read its
   * bulk look-up has the next word.
   */
  function add(kind: Kind, document: { readonly id?: string | null | undefined }): void {
    if (!document.id || forms.has(document.id)) return;
    try {
      keep(kind, document);
    } catch (error) {
      rethrowUnlessPartial(error);
    }
  }

  function keep(kind: Kind, document: unknown): void {
    const id = take(kind, document);
    if (id !== null) context.keep?.(`${kind}-form`, id, document);
  }

  /** @returns its id; null where it has no questions */
  function take(kind: Kind, document: unknown): string | null {
    const version = readFormVersion(kind, document, context.request.scores);
    if (version === null) return null;
    forms.set(version.form.id, version.form);
    modified.set(version.form.id, version.modified ?? 0);
    return version.form.id;
  }

  /** Asks for the versions that are not known yet, in bulk, and one by one where the bulk look-up leaves them out. */
  async function load(kind: Kind, ids: Iterable<string | null | undefined>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id): id is string => !!id && !forms.has(id) && !asked.has(id));
    for (const id of wanted) asked.add(id);
    try {
      await inBatches(wanted, idsPerRequest, (id) => loadBulk(kind, id), { alone: () => {} });
    } catch (error) {
      if (!isPartial(error)) throw error;
      context.findings.note(`Questions of ${kind} forms come from the responses alone. ${error.message}`);
      if (error instanceof PermissionError) return;
    }
    await each(
      wanted.filter((id) => !forms.has(id)),
      concurrency,
      (formId) => loadSingle(kind, formId),
    );
  }

  async function loadBulk(kind: Kind, id: readonly string[]): Promise<void> {
    for await (const page of byPage(context.genesys, formRoutes[kind].bulk, { query: { id } }, context.signal)) {
      for (const document of page) keepOrReport(kind, document);
    }
  }

  /** Forms that even this does not return are reported where they are missed. */
  async function loadSingle(kind: Kind, formId: string): Promise<void> {
    try {
      keep(kind, await context.genesys.ask<WireForm>(formRoutes[kind].single, { path: { formId } }, context.signal));
    } catch (error) {
      rethrowUnlessPartial(error);
    }
  }

  function keepOrReport(kind: Kind, document: unknown): void {
    try {
      keep(kind, document);
    } catch (error) {
      context.findings.fail("form", idOf(document) ?? `one of the ${kind} forms`, error);
    }
  }

  /**
   * Decides the lead question of every form (by context id) that a known version belongs to: from its published versions,
   * so that the range that is read never changes it.
   */
  async function decideLeads(kind: Kind, used: Iterable<Form>): Promise<void> {
    const open = new Map<string, Form>();
    for (const form of used) if (!leads.has(keyOf(form))) open.set(keyOf(form), form);
    const versions = new Map<string, readonly Version[]>();
    for (const [contextId, form] of open) {
      if (context.request.scores.leads[contextId] === undefined)
        versions.set(contextId, await listVersions(kind, form));
    }
    await load(
      kind,
      [...versions.values()].flatMap(published).map(({ id }) => id),
    );
    for (const [contextId] of open) {
      const read = published(versions.get(contextId) ?? [])
        .flatMap(({ id }) => forms.get(id) ?? [])
        .filter((form) => keyOf(form) === contextId);
      const lead = chooseLead(read.length > 0 ? read : versionsOf(contextId).sort(byAge), context.request.scores);
      leads.set(contextId, lead);
      context.keep?.("form-lead", contextId, lead);
    }
  }

  const byAge = (a: Form, b: Form): number => (modified.get(a.id) ?? 0) - (modified.get(b.id) ?? 0);

  /** Versions of a form that are known, by what all of them share. */
  const versionsOf = (contextId: string): Form[] => [...forms.values()].filter((form) => keyOf(form) === contextId);

  /**
   * Looks up the questions of responses that were scored and are not in the form version that they name: in the other
   * versions of the form, each asked for once. A question that no version has is a problem of its response.
   */
  async function loadScored(kind: Kind, responses: Iterable<Scored>): Promise<void> {
    for (const { id, formId, scores } of responses) {
      const form = formId ? forms.get(formId) : undefined;
      if (!form || questionsOutside(form, scores).length === 0) continue;
      if (questionsOutside(withScoredQuestions(form, scores, versionsOf(keyOf(form))), scores).length > 0) {
        const versions = await listVersions(kind, form);
        await load(
          kind,
          versions.map((version) => version.id),
        );
      }
      const unknown = questionsOutside(withScoredQuestions(form, scores, versionsOf(keyOf(form))), scores).length;
      if (unknown > 0)
        context.findings.problem(kind, id, `It answers ${unknown} ${unknown === 1 ? noQuestion : noQuestions}`);
    }
  }

  /** The versions of a form, oldest first, each listed once a run. */
  async function listVersions(kind: Kind, form: Form): Promise<readonly Version[]> {
    const known = listed.get(keyOf(form));
    if (known) return known;
    const found: Version[] = [];
    listed.set(keyOf(form), found);
    if (closed.has(kind)) return found;
    try {
      const input = { path: { formId: form.id }, query: { pageSize: idsPerRequest } };
      for await (const page of byPage(context.genesys, formRoutes[kind].versions, input, context.signal)) {
        for (const document of page) {
          const { id, modifiedDate, published } = decode(formRoutes[kind].schema, document, {
            endpoint: formRoutes[kind].versions,
          });
          found.push({ id, modified: readTime(modifiedDate) ?? 0, published: published === true });
        }
      }
    } catch (error) {
      if (!(error instanceof RequestError && error.status === 404)) closed.add(kind);
      context.findings.note(
        `Lead questions of ${kind} forms are decided from the versions seen alone. ${reasonOf(error)}`,
      );
    }
    return found.sort((a, b) => a.modified - b.modified);
  }

  return {
    add,
    /** Takes a form version that was read before. */
    recall: (kind: Kind, document: unknown): void => void take(kind, document),
    /** Asks again for versions that are known. */
    reload: (kind: Kind, ids: readonly string[]): Promise<void> =>
      inBatches(ids, idsPerRequest, (id) => loadBulk(kind, id), {
        alone: (id, error) => context.findings.fail("form", id, error),
      }),
    /** A lead that was decided before is not decided again. */
    addLead: (contextId: string, lead: Lead): void => void leads.set(contextId, lead),
    load,
    loadScored,
    decideLeads,
    /** The form version that a response names, with the questions of other versions that it was scored by. */
    scored: (formId: string | null | undefined, scores: Scored["scores"]): Form | null => {
      const form = formId ? forms.get(formId) : undefined;
      return form ? withScoredQuestions(form, scores, versionsOf(keyOf(form))) : null;
    },
    get: (id: string | null | undefined): Form | null => (id ? (forms.get(id) ?? null) : null),
    lead: (form: Form | null): Lead | null => (form ? (leads.get(keyOf(form)) ?? null) : null),
    /** Every form version read, to list what there is to choose from. */
    all: (): readonly Form[] => [...forms.values()],
  };
}

/** A lead is decided by the versions that were published, as far as any was. */
function published(versions: readonly Version[]): readonly Version[] {
  const some = versions.filter((version) => version.published);
  return some.length > 0 ? some : versions;
}

const noQuestion = "question that no version of its form has: it stands without its text, and in no figure.";
const noQuestions = "questions that no version of its form has: they stand without their texts, and in no figure.";

/** A response as far as its form is completed by it. */
export const scored = (
  id: string,
  form: { readonly id?: string | null | undefined } | null | undefined,
  answers: { readonly questionGroupScores?: Scored["scores"] } | null | undefined,
): Scored => ({ id, formId: form?.id, scores: answers?.questionGroupScores });

/** What all versions of a form share; a form without a context id is a form of one version. */
const keyOf = (form: Form): string => form.contextId ?? form.id;

function idOf(document: unknown): string | null {
  const id: unknown = document && typeof document === "object" ? Reflect.get(document, "id") : null;
  return typeof id === "string" ? id : null;
}

export type Forms = ReturnType<typeof createForms>;
