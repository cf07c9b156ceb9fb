import { endpoints } from "./all-endpoints.ts";

/** Every permission that an endpoint of the sandbox asks for. */
export const permissions: readonly string[] = [
  ...new Set(
    endpoints.flatMap(({ permissions: asked }) => {
      if (asked === "none") return [];
      return "any" in asked ? asked.any : asked.all;
    }),
  ),
].toSorted();
