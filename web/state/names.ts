import { useFrame } from "./frame.ts";
import { isRecord } from "./problem.ts";
import { useResource } from "./resource.ts";
import type { Resource } from "./source.ts";

/** What can be chosen by name. */
export const nameKinds = ["queue", "agent", "form", "team", "division", "media", "question"] as const;
export type NameKind = (typeof nameKinds)[number];

/** By an attribute of the roster. */
export interface ByAttribute {
  readonly attribute: string;
}

/** What filters are by: a kind, or an attribute. */
export type NameList = NameKind | ByAttribute;

/** What chooses agents of whom the roster states nothing. */
export const notStated = "not stated";

export interface Name {
  readonly id: string;
  readonly name: string | null;
}

/** All names of a list in the warehouse, asked for while they are shown. */
export const useNames = (of: NameList): Resource<readonly Name[]> =>
  useResource(
    `/api/names?${new URLSearchParams(typeof of === "string" ? { kind: of } : { roster: of.attribute })}`,
    readNames,
  );

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
