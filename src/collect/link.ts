import { PermissionError } from "../base/index.ts";
import type { Context } from "./context.ts";

/** Asks for the interactions that are not known yet; where that is not permitted, their responses stay unlinked and say why. */
export async function link(
  { interactions, findings }: Context,
  ids: Iterable<string | null | undefined>,
): Promise<void> {
  const wanted = [...ids].filter((id): id is string => !!id);
  try {
    await interactions.load(wanted);
  } catch (error) {
    if (!(error instanceof PermissionError)) throw error;
    interactions.refuse(wanted, error.message);
    findings.miss(`Interactions could not be read. ${error.message}`);
  }
}
