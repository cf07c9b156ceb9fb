/** A line of `afterword.toml` that a person should decide about: `key = value` in a table. */
export interface Proposal {
  /** The table's keys from the top: `["roles"]`, `["scales", "…"]`. */
  readonly table: readonly string[];
  readonly key: string;
  readonly value: string | number | readonly string[];
  /** What it is about, and why, as one or two sentences. */
  readonly about: string;
}
