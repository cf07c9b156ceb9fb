import { appendLine } from "../base/index.ts";

/** Who used a token, when and for what; nothing of what they asked or saw. */
export interface Use {
  readonly at: string;
  readonly token: string;
  readonly name: string;
  readonly role: string;
  /** A view of the dashboard, or the command that wrote data. */
  readonly by: "serve" | "export" | "report";
  /** The address that asked; null on this machine. */
  readonly from: string | null;
}

/** Adds it to a file of JSON lines, so that several processes may. */
export async function noteUse(file: string, use: Use): Promise<void> {
  await appendLine(file, JSON.stringify(use));
}
