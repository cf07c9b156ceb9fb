import { isoTime } from "../../base/index.ts";
import type { FormVersion } from "../../collect/index.ts";
import { contextOf, type Question } from "../../csat/index.ts";
import type { Table } from "../../warehouse/index.ts";
import type { NamedThing } from "../documents/shared-documents.ts";
import type { NewRow } from "./new-row.ts";
import type { ReferenceData } from "./reference-data.ts";

/** Rows of every stored form version, its questions and options, and of everything that has a name. */
export function definitionRows(
  organization: string,
  referenceData: ReferenceData,
): readonly (readonly [Table, readonly NewRow[]])[] {
  const forms = [...referenceData.forms()].sort((a, b) => (a.form.id < b.form.id ? -1 : 1));
  return [
    ...nameRows(organization, referenceData),
    ["form", forms.map((stored) => formRow(organization, referenceData, stored))],
    ["question", forms.flatMap((stored) => questionRows(organization, referenceData, stored))],
    ["answer_option", forms.flatMap((stored) => optionRows(organization, stored))],
  ];
}

function formRow(
  organization: string,
  referenceData: ReferenceData,
  { form, language, published, modified }: FormVersion,
): NewRow {
  const lead = referenceData.lead(form);
  return {
    organization_id: organization,
    form_id: form.id,
    form_context_id: form.contextId,
    kind: form.kind,
    name: form.name,
    language,
    published,
    modified_at: modified === null ? null : isoTime(modified),
    redacted: form.redacted,
    lead_context_id: lead?.contextId ?? null,
    lead_from: lead?.from ?? null,
    lead_reason: lead?.reason ?? null,
  };
}

function questionRows(organization: string, referenceData: ReferenceData, { form }: FormVersion): NewRow[] {
  const lead = referenceData.lead(form)?.contextId ?? null;
  return form.questions.map((question, position) => ({
    organization_id: organization,
    form_id: form.id,
    question_id: question.id,
    question_context_id: question.contextId,
    position,
    question_group: question.group,
    text: question.text,
    type: question.type,
    role: question.role,
    role_from: question.roleFrom,
    role_reason: question.reason,
    lead: lead !== null && lead === contextOf(question),
    ...scaleColumns(question),
  }));
}

function scaleColumns({ scale }: Question): NewRow {
  const satisfied = scale?.satisfiedValues ?? [];
  return {
    scale_min: scale?.low ?? null,
    scale_max: scale?.high ?? null,
    scale_points: scale?.values.length ?? null,
    direction: scale?.direction ?? null,
    best: scale?.best ?? null,
    satisfied_from:
      satisfied.length === 0 ? null : scale?.best === "low" ? Math.max(...satisfied) : Math.min(...satisfied),
  };
}

const optionRows = (organization: string, { form }: FormVersion): NewRow[] =>
  form.questions.flatMap((question) =>
    question.options.map((option, position) => ({
      organization_id: organization,
      form_id: form.id,
      question_id: question.id,
      option_id: option.id,
      option_context_id: option.contextId,
      position,
      text: option.text,
      value: option.value,
      not_applicable: option.notApplicable,
    })),
  );

const nameTables = {
  user: "agent",
  queue: "queue",
  team: "team",
  division: "division",
  "wrap-up-code": "wrap_up_code",
} as const satisfies Record<NamedThing["kind"], Table>;

function nameRows(organization: string, referenceData: ReferenceData): (readonly [Table, readonly NewRow[]])[] {
  const things = [...referenceData.named()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.entries(nameTables).map(([kind, table]) => [
    table,
    things
      .filter((thing) => thing.kind === kind)
      .map(({ id, name }) => ({ organization_id: organization, [`${table}_id`]: id, name })),
  ]);
}
