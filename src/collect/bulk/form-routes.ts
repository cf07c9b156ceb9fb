import { createHash } from "node:crypto";
import { z } from "zod";
import { type Clock, day, isoTime, readTime } from "../../base/index.ts";
import type { Findings } from "../findings.ts";
import type { FormKind } from "../form-versions.ts";
import { addContradictions, type CrossCheck, storedContradictions } from "./cross-checks.ts";

/*
 * Answers grouped by question, and the search for them, are in the official SDK and were seen nowhere in public, so that the
 * bulk route has to prove itself: form by form, on responses that are read both ways, and on some for as long as it is used.
 */

/** Responses of a form that must agree before any of it is read in bulk. */
export const sampleSize = 200;
/** One response in so many is read both ways ever after. */
export const recheckEvery = 200;
/** Texts that the bulk route must have shown, every one, before a response without one is taken for one without text. */
export const enoughTexts = 10;

/** How the responses of a form are read, as it is stored. */
export const storedRoute = z.object({
  /** `unproven` and `single`: one request a response. */
  route: z.enum(["unproven", "bulk", "single"]),
  /** Responses that were read both ways and agreed. */
  compared: z.number(),
  /** Of those, how many had a text that the bulk route showed too. */
  countedTexts: z.number(),
  /** Of the first of those, as many as `sampleSize`, of how many the bulk route shows a text, written or not. */
  shownTexts: z.number().default(0),
  /** Whether a text was found that it did not show. */
  uncounted: z.boolean(),
  /** Whether somebody explained a recommendation, which the bulk route never shows. */
  remarks: z.boolean(),
  /** Of those, how many contradicted each rule by which other figures of analytics follow from the answers. */
  contradictions: storedContradictions.default({}),
  /** Why it is read one by one, as a sentence. */
  reason: z.string().nullable(),
  /** Since when it is read so, ISO 8601; null where nothing has decided it yet, or an earlier release did. */
  since: z.string().nullable().default(null),
  /** Whether what was read of it in bulk has to be read one by one. */
  rereads: z.boolean(),
});
export type FormRoute = Readonly<z.infer<typeof storedRoute>>;

/** The routes of the forms of one kind in an organization, as they are stored. */
export const storedRoutes = z.object({
  /** Why no form can be read in bulk, as a sentence. */
  closed: z.string().nullable(),
  /** Since when, ISO 8601. */
  closedAt: z.string().nullable().default(null),
  /** When that was last over, ISO 8601. */
  reopenedAt: z.string().nullable().default(null),
  /** By the form's context id. */
  forms: z.record(z.string(), storedRoute),
});
export type StoredRoutes = Readonly<z.infer<typeof storedRoutes>>;

/** Of a form that nobody has looked at. */
export const startingRoute: FormRoute = {
  route: "unproven",
  compared: 0,
  countedTexts: 0,
  shownTexts: 0,
  uncounted: false,
  remarks: false,
  contradictions: {},
  reason: null,
  since: null,
  rereads: false,
};

/** A response that was read both ways. */
export interface Comparison {
  /** The first difference, as a sentence; null where both ways gave the same answers. */
  readonly difference: string | null;
  /** Whether something was written in answer to a question for text, or by an evaluator. */
  readonly hasText: boolean;
  /** Whether the bulk route shows that. */
  readonly countsText: boolean;
  /** Whether a recommendation was explained. */
  readonly hasRemark: boolean;
  /** Rules that the answers contradict. @default none are known */
  readonly contradicted?: readonly CrossCheck[];
}

/** A form's route after one more response was read both ways. */
export function withComparison(before: FormRoute, { difference, ...texts }: Comparison): FormRoute {
  if (before.route === "single") return before;
  if (difference !== null) return toSingle(before, difference);
  const compared = before.compared + 1;
  const uncounted = before.uncounted || (texts.hasText && !texts.countsText);
  const remarks = before.remarks || texts.hasRemark;
  return {
    ...before,
    compared,
    reason: null,
    uncounted,
    remarks,
    contradictions: addContradictions(before.contradictions, texts.contradicted ?? []),
    route: compared >= sampleSize ? "bulk" : before.route,
    countedTexts: before.countedTexts + (texts.hasText && texts.countsText ? 1 : 0),
    // Later only responses with a text are read, so they say nothing about the share of texts.
    shownTexts: before.shownTexts + (texts.countsText && before.compared < sampleSize ? 1 : 0),
    // Until now such a response would have been taken for one without text.
    rereads:
      before.rereads || (before.route === "bulk" && (uncounted !== before.uncounted || remarks !== before.remarks)),
  };
}

export const toSingle = (before: FormRoute, reason: string): FormRoute => ({
  ...before,
  route: "single",
  reason,
  rereads: before.rereads || before.route === "bulk",
});

/** Whether a response of which the bulk route shows no text has none. */
export const countsEveryText = ({ countedTexts, uncounted }: FormRoute): boolean =>
  !uncounted && countedTexts >= enoughTexts;

/** Why the responses of a form are read as they are, as a sentence. */
export function describeRoute({ route, reason, compared }: FormRoute): string {
  if (reason !== null) return reason;
  if (route === "bulk") return `All ${compared} that were read both ways agree.`;
  return compared === 0
    ? `${sampleSize} are to be read both ways first.`
    : `Of the ${sampleSize} to be read both ways first, ${compared} were, and agree.`;
}

/** The same for a response whenever it is asked for, and as good as random. */
const place = (id: string): number => Number.parseInt(createHash("sha1").update(id).digest("hex").slice(0, 12), 16);

/** The ids of a form to read both ways: as many as its proof still needs, and one in two hundred. */
export function chooseSample(ids: readonly string[], { compared }: FormRoute): ReadonlySet<string> {
  const places = ids.map((id) => ({ id, at: place(id) })).sort((a, b) => a.at - b.at);
  const needed = Math.max(0, sampleSize - compared);
  return new Set(places.filter(({ at }, index) => index < needed || at % recheckEvery === 0).map(({ id }) => id));
}

/** A refusal, other than a difference, may end with a permission or a release of Genesys. Milliseconds. */
export const asksAgainAfter = 30 * day;

/** The routes without their refusal, where that was so long ago that it is worth being asked for again. */
export function withoutOldRefusal(stored: StoredRoutes, now: number): StoredRoutes {
  if (stored.closed === null || now - (readTime(stored.closedAt) ?? 0) < asksAgainAfter) return stored;
  return reopen(stored, isoTime(now));
}

/** Forms that were refused have to prove themselves again; those that were found to differ stay what they are. */
export function reopen({ closed, forms }: StoredRoutes, reopenedAt: string): StoredRoutes {
  const again = Object.entries(forms).map(([id, route]): [string, FormRoute] => [
    id,
    route.reason === closed ? { ...startingRoute, rereads: route.rereads } : route,
  ]);
  return { closed: null, closedAt: null, reopenedAt, forms: Object.fromEntries(again) };
}

/** The routes of one run for the forms of one kind, by their context ids. */
export function createFormRoutes(kind: FormKind, { note }: Pick<Findings, "note">, { now }: Pick<Clock, "now">) {
  const forms = new Map<string, FormRoute>();
  let closed: string | null = null;
  let closedAt: string | null = null;
  let reopenedAt: string | null = null;
  let doubted = false;
  const of = (contextId: string): FormRoute => forms.get(contextId) ?? startingRoute;
  /** With the time from which on it is read so. */
  const change = (contextId: string, after: FormRoute): void => {
    const before = of(contextId);
    const isSame = after.route === before.route && after.reason === before.reason;
    forms.set(contextId, isSame ? after : { ...after, since: isoTime(now()) });
  };
  return {
    of,
    /** Whether any form has proved itself. */
    anyProven: (): boolean => [...forms.values()].some(({ route }) => route === "bulk"),
    /** Why no form can be read in bulk; null where they can. */
    closed: (): string | null => closed,
    compare(contextId: string, name: string, comparison: Comparison): void {
      const before = of(contextId);
      const after = withComparison(before, comparison);
      change(contextId, after);
      doubted ||= after.rereads && !before.rereads;
      if (after.route === "single" && before.route !== "single")
        note(`${capital(kind)}s of the form "${name}" are read one by one from now on. ${after.reason}`);
    },
    /** Whether a comparison since the last call has shown that what was read of a form in bulk is to be read again. */
    takeDoubt(): boolean {
      const before = doubted;
      doubted = false;
      return before;
    },
    /** Why its responses are read one by one although no other route was refused. */
    explain(contextId: string, reason: string): void {
      change(contextId, { ...of(contextId), reason });
    },
    /** No form is read in bulk any more, for this reason. */
    close(reason: string): void {
      if (closed !== null) return;
      closed = reason;
      closedAt = isoTime(now());
      for (const [id, route] of forms) if (route.route !== "single") change(id, toSingle(route, reason));
      note(`All ${kind}s are read one by one from now on. ${reason}`);
    },
    /** What was read of the form in bulk has been read one by one. */
    reread: (contextId: string): void => void forms.set(contextId, { ...of(contextId), rereads: false }),
    recall(stored: StoredRoutes): void {
      const known = withoutOldRefusal(stored, now());
      ({ closed, closedAt, reopenedAt } = known);
      for (const [id, route] of Object.entries(known.forms)) forms.set(id, route);
    },
    stored: (): StoredRoutes => ({ closed, closedAt, reopenedAt, forms: Object.fromEntries(forms) }),
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export type FormRoutes = ReturnType<typeof createFormRoutes>;
