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
