/** Why something could not be shown. */
export interface Problem {
  /** Of HTTP; null where the server was not reached, or its answer not understood. */
  readonly status: number | null;
  readonly message: string;
  readonly advice: string | null;
}

export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = "ApiError";
    this.problem = problem;
  }
}

export const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? error.problem
    : { status: null, message: error instanceof Error ? error.message : String(error), advice: null };

/** `{ error: { message, advice } }` as the server writes it; a body that is not that leaves the status. */
export async function readProblem(answer: Response): Promise<Problem> {
  const { status } = answer;
  const body: unknown = await answer.json().catch(() => null);
  const error = isRecord(body) && isRecord(body["error"]) ? body["error"] : {};
  const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
  return { status, message: text(error["message"]) ?? `HTTP ${status}`, advice: text(error["advice"]) };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
