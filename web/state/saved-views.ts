import { addressText, readAddress } from "./address.ts";
import { ApiError, isRecord, readProblem } from "./problem.ts";

/** An address with a name, kept next to the warehouse. */
export interface SavedView {
  readonly name: string;
  readonly url: string;
}

/** What the server keeps, as far as it leads to a page of ours. */
export function readSavedViews(json: unknown): readonly SavedView[] {
  if (!Array.isArray(json)) throw new Error("/api/views did not answer with a list.");
  return json.flatMap((one: unknown) => {
    if (!isRecord(one) || typeof one["name"] !== "string" || typeof one["url"] !== "string") return [];
    const address = readAddress(one["url"]);
    return address.view === null ? [] : [{ name: one["name"], url: addressText(address) }];
  });
}

/** @throws {ApiError} where the server refuses */
export async function saveView({ name, url }: SavedView, ask: typeof fetch = fetch): Promise<void> {
  const answer = await ask(`/api/views/${encodeURIComponent(name)}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url }),
  });
  if (!answer.ok) throw new ApiError(await readProblem(answer));
}

/** @throws {ApiError} where the server refuses */
export async function deleteView(name: string, ask: typeof fetch = fetch): Promise<void> {
  const answer = await ask(`/api/views/${encodeURIComponent(name)}`, {
    method: "DELETE",
    headers: { "content-type": "application/json" },
  });
  if (!answer.ok) throw new ApiError(await readProblem(answer));
}
