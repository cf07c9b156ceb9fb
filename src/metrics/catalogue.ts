import { answers } from "./catalogue/answers.ts";
import { comparisons } from "./catalogue/comparisons.ts";
import type { Entry } from "./catalogue/entry.ts";
import { responses } from "./catalogue/responses.ts";

/** Every question that reports, exports and pages may ask. */
export const catalogue = { ...answers, ...responses, ...comparisons } as const satisfies Record<string, Entry>;

export type QuestionName = keyof typeof catalogue;
