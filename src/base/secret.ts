import { inspect } from "node:util";
import { UsageError } from "./errors.ts";

/** A value that prints as `***` wherever it is printed, inspected or serialised; only `reveal` gives it up. */
export class Secret {
  readonly #value: string;

  /** @throws {UsageError} for anything but a text, such as an environment variable that is not set */
  constructor(value: string) {
    if (typeof value !== "string") throw new UsageError("Secret: the value is no text.", "Give the secret as text.");
    this.#value = value;
  }

  /** The value itself: call it where it goes on the wire, and nowhere else. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "***";
  }

  toJSON(): string {
    return "***";
  }

  [inspect.custom](): string {
    return "***";
  }
}

/**
 * Words that may be a secret, by their looks: long, without a blank, of letters and digits. An OAuth client's secret in Genesys
 * Cloud has 43 characters. Ids are no secrets, and are UUIDs throughout Genesys.
 */
const mayBeSecret = /[\w+=~-]{20,}/g;

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function isSecretLike(word: string): boolean {
  const rest = word.replace(uuid, "");
  return rest.length >= 20 && /\d/.test(rest) && /[a-z]/i.test(rest);
}

/** The text with `***` in place of anything that may be a secret, for messages that repeat what somebody typed. */
export const conceal = (text: string): string =>
  text.replace(mayBeSecret, (word) => (isSecretLike(word) ? "***" : word));
