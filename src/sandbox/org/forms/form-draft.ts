import { hour } from "../../../base/index.ts";
import type { FormVersion, Option, Question, QuestionGroup, QuestionType, Role } from "../../model.ts";
import type { Ids } from "../ids.ts";

/** A form as a person would write it down; ids and wire predicates are added by `publish`. */
export interface FormDraft {
  readonly key: string;
  readonly kind: FormVersion["kind"];
  readonly name: string;
  readonly language: string;
  readonly division: string;
  /** Key of the question that the form's headline means, the same in every version. */
  readonly lead: string | null;
  readonly versions: readonly VersionDraft[];
}

interface VersionDraft {
  /** When it was published: in days before the org's last day, or this share of the org's days after its first. */
  readonly since: { readonly daysBeforeLast: number } | { readonly share: number } | "always";
  /** False: a working copy that no customer ever got. @default true */
  readonly published?: boolean;
  readonly groups: readonly GroupDraft[];
}

export interface GroupDraft {
  readonly key: string;
  readonly name: string;
  /** Whether the whole group may be marked as not applicable. @default false */
  readonly naEnabled?: boolean;
  readonly questions: readonly QuestionDraft[];
}

export interface QuestionDraft {
  readonly key: string;
  readonly text: string;
  readonly type: QuestionType;
  readonly role: Role;
  readonly options?: readonly OptionDraft[];
  readonly satisfied?: readonly number[];
  /** @default "high" */
  readonly best?: Question["best"];
  readonly naEnabled?: boolean;
  /** Shown only where that question, in any group, was answered with one of these option texts. */
  readonly visibleWhen?: { readonly question: string; readonly options: readonly string[] };
}

export type OptionDraft = readonly [text: string, value: number, meaning?: "off scale"];

/** Every version of a form, oldest first. Ids belong to a version; context ids are the same in all of them. */
export function publish(draft: FormDraft, ids: Ids, when: (since: VersionDraft["since"]) => number): FormVersion[] {
  let modified = 0;
  return draft.versions.map((version, at) => {
    modified = Math.max(modified + hour, when(version.since));
    const id = (...path: string[]) => ids.fixed("form", draft.key, String(at + 1), ...path);
    const contextId = (...path: string[]) => ids.fixed("context", draft.key, ...path);

    const option = (question: string, [text, value, meaning]: OptionDraft): Option => ({
      id: id(question, text),
      contextId: contextId(question, text),
      text,
      value,
      offScale: meaning === "off scale",
    });
    const question = (one: QuestionDraft): Question => ({
      id: id(one.key),
      contextId: contextId(one.key),
      text: one.text,
      type: one.type,
      naEnabled: one.naEnabled ?? false,
      options: (one.options ?? []).map((entry) => option(one.key, entry)),
      role: one.role,
      satisfiedValues: one.satisfied ?? [],
      best: one.best ?? "high",
      visibleWhen: one.visibleWhen ? condition(version.groups, one.visibleWhen) : null,
    });
    const group = (one: GroupDraft): QuestionGroup => ({
      id: id("group", one.key),
      contextId: contextId("group", one.key),
      name: one.name,
      naEnabled: one.naEnabled ?? false,
      questions: one.questions.map(question),
    });

    return {
      id: id(),
      contextId: contextId(),
      name: draft.name,
      kind: draft.kind,
      language: draft.language,
      divisionId: ids.fixed("division", draft.division),
      modified,
      published: version.published ?? true,
      groups: version.groups.map(group),
      leadContextId: draft.lead === null ? null : contextId(draft.lead),
    };
  });
}

function condition(groups: readonly GroupDraft[], when: NonNullable<QuestionDraft["visibleWhen"]>) {
  for (const [g, group] of groups.entries())
    for (const [q, question] of group.questions.entries())
      if (question.key === when.question) {
        const answers = when.options.map((text) => question.options?.findIndex(([known]) => known === text) ?? -1);
        if (answers.includes(-1)) break;
        const predicates = answers.map((answer) => `/form/questionGroup/${g}/question/${q}/answer/${answer}`);
        return { combiningOperation: "OR" as const, predicates };
      }
  throw new Error(`No question ${when.question} with the options ${when.options.join(", ")}.`);
}
