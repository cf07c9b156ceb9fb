/** The subject of a customer's comment. Decided before the comment is written, so that the truth never reads one. */
export const causes = [
  "waiting",
  "transfer",
  "resolution",
  "friendliness",
  "knowledge",
  "price",
  "invoice",
  "website",
  "callback",
  "delivery",
] as const;

/** One of them. */
export type Cause = (typeof causes)[number];

/** From a day on, one queue's customers wait longer and are less satisfied, because of one cause. */
export interface Change {
  readonly queueId: string;
  /** The first UTC day of it, in days since 1970. */
  readonly since: number;
  readonly cause: Cause;
}
