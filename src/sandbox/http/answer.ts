/** What goes back to the client: JSON, unless `body` is a string (then HTML) or undefined (then nothing). */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}
