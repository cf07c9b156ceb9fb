import type { FormVersion, Interaction, Org, Question } from "./model.ts";

/** Existing data that the client may not see. */
export interface AccessRestrictions {
  /** True where every one of these divisions is hidden: one that is granted opens an interaction of several. */
  readonly hides: (seen: Pick<Interaction, "divisionIds">) => boolean;
  readonly redacts: (form: FormVersion) => boolean;
}

/** Decided by the org's switches: every division but the home division is hidden, or its survey forms are redacted. */
export function accessRestrictionsOf({ divisions, switches }: Pick<Org, "divisions" | "switches">): AccessRestrictions {
  const others = divisions.filter(({ homeDivision }) => !homeDivision).map(({ id }) => id);
  const hidden = switches.has("hidden-divisions") ? others : [];
  const isHidden = (id: string): boolean => hidden.includes(id);
  const redacted = switches.has("redacted-forms") ? others : [];
  return {
    // Where nothing is hidden, no interaction is made only to read its divisions.
    hides: (seen) => hidden.length > 0 && seen.divisionIds.length > 0 && seen.divisionIds.every(isHidden),
    redacts: ({ kind, divisionId }) => kind === "survey" && redacted.includes(divisionId),
  };
}

/** A redacted form as a reader understands it: the role of a question follows from its type alone. */
export const redactedForm = (form: FormVersion): FormVersion => ({
  ...form,
  leadContextId: null,
  groups: form.groups.map((group) => ({
    ...group,
    name: "",
    questions: group.questions.map((question) => ({ ...question, text: "", role: roleByType(question) })),
  })),
});

function roleByType({ type, role }: Question): Question["role"] {
  return type === "multipleChoiceQuestion" && role !== "other" ? "unconfirmed" : role;
}
