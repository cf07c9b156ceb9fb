import { z } from "zod";
import { notSimulated } from "../refusals.ts";
import { detailDimensions, detailMetrics } from "./detail-dimensions.ts";
import { filterOf } from "./filters.ts";
import { parseInterval } from "./interval.ts";

/** The subjects of a filter. */
export const parts = ["conversation", "segment", "evaluation", "survey"] as const;

const filters = (part: (typeof parts)[number]) =>
  z.array(filterOf(detailDimensions[part], detailMetrics[part])).nullish();

/** The common fields of the bodies of the details query and of a details job. */
export const selectionFields = {
  interval: z.string().transform(parseInterval),
  conversationFilters: filters("conversation"),
  segmentFilters: filters("segment"),
  evaluationFilters: filters("evaluation"),
  surveyFilters: filters("survey"),
  resolutionFilters: z
    .array(z.unknown())
    .nullish()
    .transform((given) => {
      if (given?.length) throw notSimulated("resolution filters");
      return given;
    }),
  order: z.enum(["asc", "desc", "unordered"]).default("asc"),
  orderBy: z.enum(["conversationStart", "conversationEnd", "segmentStart", "segmentEnd"]).default("conversationStart"),
};

const selection = z.strictObject(selectionFields);

export type Selection = z.infer<typeof selection>;

export const filtersOf = (selection: Selection, part: (typeof parts)[number]) => selection[`${part}Filters`] ?? [];

export const hasFilters = (selection: Selection): boolean =>
  parts.some((part) => filtersOf(selection, part).length > 0);
