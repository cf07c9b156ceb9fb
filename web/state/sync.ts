import { ApiError, readProblem } from "./problem.ts";

/** Asks the server to begin a sync. @throws {ApiError} where one is running already, or it refuses */
export async function beginSync(ask: typeof fetch = fetch): Promise<void> {
  const answer = await ask("/api/sync", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!answer.ok) throw new ApiError(await readProblem(answer));
}
