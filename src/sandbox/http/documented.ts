import { otherAreas, servedAreas } from "./documented-paths.ts";

const letters: Readonly<Record<string, string>> = { G: "GET", P: "POST", U: "PUT", A: "PATCH", D: "DELETE", H: "HEAD" };

interface DocumentedPath {
  readonly methods: readonly string[];
  /** `*` where a part varies. */
  readonly parts: readonly string[];
}

const areas: ReadonlyMap<string, readonly DocumentedPath[]> = new Map(
  Object.entries(servedAreas).map(([area, text]) => [area, words(text).map(documentedPath)]),
);
const others: ReadonlySet<string> = new Set(words(otherAreas));

const root = ["", "api", "v2"];

/** Whether Genesys has this path and method, the path alone with other methods, or nothing there. */
export function documentedAs(method: string, path: string): "documented" | "other method" | "unknown" {
  const parts = path.split("/");
  const [area = "", ...rest] = parts.slice(root.length);
  if (root.some((part, at) => part !== parts[at])) return "unknown";
  if (others.has(area)) return "documented";
  const fitting = (areas.get(area) ?? []).filter((known) => fits(known, rest));
  if (fitting.some(({ methods }) => methods.includes(method))) return "documented";
  return fitting.length > 0 ? "other method" : "unknown";
}

const fits = ({ parts }: DocumentedPath, asked: readonly string[]): boolean =>
  parts.length === asked.length && parts.every((part, at) => part === asked[at] || (part === "*" && asked[at] !== ""));

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** `GP/forms/surveys`; the area itself is `GP/`. */
function documentedPath(word: string): DocumentedPath {
  const [methods = "", ...parts] = word.split("/");
  return { methods: [...methods].flatMap((letter) => letters[letter] ?? []), parts: parts.filter(Boolean) };
}
