/** The reply to the client: JSON, unless `body` is a string (then HTML) or undefined (then nothing). */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const texts = new WeakMap<object, string>();

/** Marks a document that never changes: it is written as JSON once, however many answers carry it. */
export function cacheJson<Document extends object>(document: Document): Document {
  texts.set(document, JSON.stringify(document));
  return document;
}

/** The JSON of an answer's body, empty where there is none; a cached field is put in as text. */
export function writeJson(body: unknown): string {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return JSON.stringify(body) ?? "";
  const fields = Object.entries(body);
  const known = (value: unknown) => (typeof value === "object" && value !== null ? texts.get(value) : undefined);
  if (!fields.some(([, value]) => known(value) !== undefined)) return JSON.stringify(body);
  const written = fields.flatMap(([name, value]) => {
    const text = known(value) ?? JSON.stringify(value);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${written.join(",")}}`;
}
