import type { catalogue } from "../catalogue.ts";
import type { RowOf } from "../rows.ts";

/** A row of the question `scores`: one bucket, group, role and length of scale. */
export type ScoreRow = RowOf<(typeof catalogue)["scores"]["columns"]>;
