import { createHash, randomBytes } from "node:crypto";
import type { Part } from "../warehouse/index.ts";

/** Whoever is an admin sees all; a manager the responses of their people, an agent their own. */
export const roles = ["admin", "manager", "agent"] as const;
export type Role = (typeof roles)[number];

/** Whose responses a role sees, by ids; of an admin's all are empty. */
export type Sight = Pick<Part, "agents" | "teams" | "divisions" | "texts">;

/** A token as it is kept: it cannot be made of this again. */
export interface Token extends Sight {
  readonly id: string;
  /** Given by whoever made it. */
  readonly name: string;
  readonly role: Role;
  /** Null where the role is of the whole warehouse. */
  readonly organizationId: string | null;
  /** ISO 8601. */
  readonly addedAt: string;
}

/** 256 bits of chance: nothing is gained by hashing them slowly, as one would a password. */
export const newToken = (): string => `afw_${randomBytes(32).toString("base64url")}`;

export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
