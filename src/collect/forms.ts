import { PermissionError, RequestError, readTime, textOf } from "../base/index.ts";
import { chooseLead, contextOf, type Form, type Lead, questionsOutside } from "../csat/index.ts";
import { byPage, decode, type WireForm } from "../genesys/index.ts";
import { inBatches } from "./batches.ts";
import { concurrency, type FetchContext } from "./fetch-context.ts";
import { each } from "./fetch-each.ts";
import { type PartialError, reasonOf, rethrowUnlessPartial } from "./findings.ts";
import { createFormVersions, type FormKind, formRoutes, readFormVersion, type Scored } from "./form-versions.ts";
import { idsPerRequest } from "./limits.ts";
import type { Id } from "./mentioned-names.ts";

interface Version {
  readonly id: string;
  readonly modified: number;
  readonly published: boolean;
}

const failuresThatClose = 3;

/** The forms of a run with their questions, each version asked for once, and the lead question of each form. */
export function createForms(context: FetchContext) {
  const forms = createFormVersions();
  const asked = new Set<string>();
  const leads = new Map<string, Lead>();
  /** Listings of versions that failed: beyond some of a kind, asking form by form would only wait for each. */
  const failures: Record<FormKind, number> = { survey: 0, evaluation: 0 };
  /** Forms, by context id, some of whose versions did not come. */
  const partlyListed = new Set<string>();
  const listed = new Map<string, readonly Version[]>();

  /**
   * Takes the form inside a response. It is read only where its version is not known yet, and where it cannot be read its
   * bulk look-up has the next word.
   */
  function add(kind: FormKind, document: { readonly id?: string | null | undefined }): void {
    if (!document.id || forms.get(document.id)) return;
    try {
      keep(kind, document);
    } catch (error) {
      rethrowUnlessPartial(error);
    }
  }

  function keep(kind: FormKind, document: unknown): void {
    const id = take(kind, document);
    if (id !== null) context.keep?.(`${kind}-form`, id, document);
  }

  /** @returns its id; null where it has no questions */
  function take(kind: FormKind, document: unknown): string | null {
    const version = readFormVersion(kind, document, context.request.scores);
    if (version === null) return null;
    forms.add(version);
    return version.form.id;
  }

  /** Asks for the versions that are not known yet, in bulk, and one by one where the bulk look-up leaves them out. */
  async function load(kind: FormKind, ids: Iterable<Id>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id): id is string => !!id && !forms.get(id) && !asked.has(id));
    for (const id of wanted) asked.add(id);
    const left = (): string[] => wanted.filter((id) => !forms.get(id));
    let failure: PartialError | null = null;
    try {
      await inBatches(wanted, idsPerRequest, (id) => loadBulk(kind, id), { alone: () => {} });
    } catch (error) {
      rethrowUnlessPartial(error);
      failure = error;
    }
    if (!(failure instanceof PermissionError)) await each(left(), concurrency, (formId) => loadSingle(kind, formId));
    if (failure !== null && left().length > 0)
      context.findings.note(`Questions of ${kind} forms come from the responses alone. ${failure.message}`);
  }

  async function loadBulk(kind: FormKind, id: readonly string[]): Promise<void> {
    for await (const page of byPage(context.genesys, formRoutes[kind].bulk, { query: { id } }, context.signal)) {
      for (const document of page) keepOrReport(kind, document);
    }
  }

  /** Forms that even this does not return are reported where they are missed. */
  async function loadSingle(kind: FormKind, formId: string): Promise<void> {
    try {
      keep(kind, await context.genesys.ask<WireForm>(formRoutes[kind].single, { path: { formId } }, context.signal));
    } catch (error) {
      rethrowUnlessPartial(error);
    }
  }

  function keepOrReport(kind: FormKind, document: unknown): void {
    try {
      keep(kind, document);
    } catch (error) {
      context.findings.fail("form", textOf(document, "id") ?? `one of the ${kind} forms`, error);
    }
  }

  /**
   * Decides the lead question of every form (by context id) that a known version belongs to: from its published versions,
   * so that the range that is read never changes it.
   */
  async function decideLeads(kind: FormKind, used: Iterable<Id>): Promise<void> {
    const open = new Map<string, Form>();
    for (const id of used) {
      const form = forms.get(id);
      if (form && !leads.has(contextOf(form))) open.set(contextOf(form), form);
    }
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
        .filter((form) => contextOf(form) === contextId);
      const lead = chooseLead(read.length > 0 ? read : forms.oldestFirst(contextId), context.request.scores);
      leads.set(contextId, lead);
      // A later run may see the versions that did not come.
      if (!partlyListed.has(contextId)) context.keep?.("form-lead", contextId, lead);
    }
  }

  /** Reads the form versions that responses name, and `more` of them. */
  async function complete(kind: FormKind, responses: readonly Scored[], more: readonly Id[] = []): Promise<void> {
    await load(kind, [...more, ...responses.map(({ formId }) => formId)]);
    await loadScored(kind, responses);
  }

  /**
   * Looks up the questions of responses that were scored and are not in the form version that they name: in the other
   * versions of the form, each asked for once. A question that no version has is a problem of its response.
   */
  async function loadScored(kind: FormKind, responses: Iterable<Scored>): Promise<void> {
    for (const response of responses) {
      const { id, formId, scores } = response;
      const outside = (form: Form | null): number => (form ? questionsOutside(form, scores).length : 0);
      const form = forms.get(formId);
      if (!form || outside(form) === 0) continue;
      if (outside(forms.scored(response)) > 0) {
        const versions = await listVersions(kind, form);
        await load(
          kind,
          versions.map((version) => version.id),
        );
      }
      const unknown = outside(forms.scored(response));
      if (unknown > 0)
        context.findings.problem(kind, id, `It answers ${unknown} ${unknown === 1 ? noQuestion : noQuestions}`);
    }
  }

  /** The versions of a form, oldest first, each listed once a run. */
  async function listVersions(kind: FormKind, form: Form): Promise<readonly Version[]> {
    const known = listed.get(contextOf(form));
    if (known) return known;
    const found: Version[] = [];
    listed.set(contextOf(form), found);
    if (failures[kind] >= failuresThatClose) {
      if (Number.isFinite(failures[kind])) partlyListed.add(contextOf(form));
      return found;
    }
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
      if (error instanceof PermissionError) failures[kind] = Number.POSITIVE_INFINITY;
      else if (!(error instanceof RequestError && error.gone)) {
        failures[kind] += 1;
        partlyListed.add(contextOf(form));
      }
      context.findings.note(
        `Lead questions of ${kind} forms are decided from the versions seen alone. ${reasonOf(error)}`,
      );
    }
    return found.sort((a, b) => a.modified - b.modified);
  }

  return {
    add,
    /** Takes a form version that was read before. */
    recall: (kind: FormKind, document: unknown): void => void take(kind, document),
    /** Asks again for versions that are known. */
    reload: (kind: FormKind, ids: readonly string[]): Promise<void> =>
      inBatches(ids, idsPerRequest, (id) => loadBulk(kind, id), {
        alone: (id, error) => context.findings.fail("form", id, error),
      }),
    /** A lead that was decided before is not decided again. */
    addLead: (contextId: string, lead: Lead): void => void leads.set(contextId, lead),
    load,
    complete,
    decideLeads,
    scored: forms.scored,
    get: forms.get,
    lead: (form: Form | null): Lead | null => (form ? (leads.get(contextOf(form)) ?? null) : null),
    /** Every form version read, to list what there is to choose from. */
    all: (): readonly Form[] => forms.all().map(({ form }) => form),
  };
}

/** A lead is decided by the versions that were published, as far as any was. */
function published(versions: readonly Version[]): readonly Version[] {
  const some = versions.filter((version) => version.published);
  return some.length > 0 ? some : versions;
}

const noQuestion = "question that no version of its form has: it stands without its text, and in no figure.";
const noQuestions = "questions that no version of its form has: they stand without their texts, and in no figure.";

export type Forms = ReturnType<typeof createForms>;
