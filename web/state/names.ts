import { useFrame } from "./frame.ts";
import { isRecord } from "./problem.ts";
import { useResource } from "./resource.ts";
import type { Resource } from "./source.ts";

/** What can be chosen by name. */
export const nameKinds = ["queue", "agent", "form", "team", "division", "media", "question"] as const;
export type NameKind = (typeof nameKinds)[number];

export interface Name {
  readonly id: string;
  readonly name: string | null;
}

/** All names of a kind in the warehouse, asked for while they are shown. */
export const useNames = (kind: NameKind): Resource<readonly Name[]> =>
  useResource(`/api/names?kind=${kind}`, readNames);

export function readNames(json: unknown): readonly Name[] {
  if (!Array.isArray(json)) throw new Error("/api/names did not answer with a list.");
  return json.flatMap((one: unknown) =>
    isRecord(one) && typeof one["id"] === "string"
      ? [{ id: one["id"], name: typeof one["name"] === "string" ? one["name"] : null }]
      : [],
  );
}

/** The name of what a filter names, by its id; as it was asked for where that is a name, and null where it has none. */
export function nameOf(names: Resource<readonly Name[]>, asked: string): string | null {
  if (names.state !== "ready") return asked;
  const found = names.value.find(({ id }) => id === asked);
  return found === undefined ? asked : found.name;
}

/** Whether people may be chosen and shown one by one. */
export const useHasPeople = (): boolean => useFrame().about.agents !== "off";
