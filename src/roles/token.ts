import { createHash, randomBytes } from "node:crypto";
import type { Part } from "../warehouse/index.ts";

/** An admin sees everything, a manager the responses of their people, an agent their own. */
export const roles = ["admin", "manager", "agent"] as const;
export type Role = (typeof roles)[number];

/** Attribute of the roster to values: agents who have one of the values, of each attribute. */
export type RosterPart = Readonly<Record<string, readonly string[]>>;

/** Whose responses a token shows, by ids and by the roster; all of them are empty for an admin. */
export interface Sight extends Pick<Part, "agents" | "teams" | "divisions" | "texts"> {
  /** Who that is follows the roster; empty where it does not. */
  readonly roster: RosterPart;
}

/** A token as it is stored: the token's text cannot be derived from it. */
export interface Token extends Sight {
  readonly id: string;
  /** Given by whoever made it. */
  readonly name: string;
  readonly role: Role;
  /** Null where it gives access to the whole warehouse. */
  readonly organizationId: string | null;
  /** ISO 8601. */
  readonly addedAt: string;
}

/** 256 random bits: a slow hash, as for passwords, would add nothing. */
export const newToken = (): string => `afw_${randomBytes(32).toString("base64url")}`;

export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
