import type { CategoryName, DataCategory, Subject } from "./categories.ts";
import type { PrivacyFacts, StatedOfAgents } from "./facts.ts";

/** A row of a sheet: what is asked, and what holds. */
export type Row = readonly [question: string, answer: string];

/** The sheets in one language. */
export interface PrivacyWords {
  readonly title: string;
  readonly generated: (facts: PrivacyFacts) => string;
  readonly record: { readonly title: string; readonly rows: (facts: PrivacyFacts) => readonly Row[] };
  readonly data: {
    readonly title: string;
    readonly heads: readonly string[];
    readonly subjects: Readonly<Record<Subject, string>>;
    readonly names: Readonly<Record<CategoryName, string>>;
    readonly purposes: Readonly<Record<CategoryName, string>>;
    readonly kept: (kept: DataCategory["kept"], facts: PrivacyFacts) => string;
    readonly seen: (name: CategoryName, facts: PrivacyFacts) => string;
    /** Of an attribute of the roster. */
    readonly stated: {
      readonly name: (attribute: string) => string;
      readonly purpose: (attribute: string) => string;
      readonly kept: string;
      readonly seen: (facts: PrivacyFacts) => string;
    };
  };
  readonly council: {
    readonly title: string;
    readonly rows: (facts: PrivacyFacts) => readonly Row[];
    readonly roster: (roster: StatedOfAgents, facts: PrivacyFacts) => Row;
  };
  readonly open: {
    readonly title: string;
    readonly none: string;
    readonly items: (facts: PrivacyFacts) => readonly string[];
  };
}
