import { useEffect, useMemo } from "preact/hooks";
import { useFrame } from "./frame.ts";
import { problemOf } from "./problem.ts";
import type { Resource } from "./source.ts";

/** The resource at a path of the server, asked for while the component is shown; `read` decodes it. */
export function useResource<Value>(path: string, read: (json: unknown) => Value): Resource<Value> {
  const entry = useFrame().source.at(path);
  useEffect(() => entry.hold(), [entry]);
  const current = entry.resource.value;
  // Decoded once for each answer, however often it is shown.
  return useMemo(() => decoded(current, read), [current, read]);
}

function decoded<Value>(current: Resource<unknown>, read: (json: unknown) => Value): Resource<Value> {
  if (current.state !== "ready") return current;
  try {
    return { ...current, value: read(current.value) };
  } catch (error: unknown) {
    return { state: "failed", problem: problemOf(error), retry: () => undefined };
  }
}
