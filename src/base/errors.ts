/**
 * The errors of Afterword, by the reader's next step. `message` names what happened and to which thing; `hint` names
 * what to do. Anything that is not one of these is a bug, and is reported as one (exit code 1).
 */
export abstract class AfterwordError extends Error {
  /** Stable, grep-able name of the kind of failure. */
  abstract readonly code: string;
  /** The next step, as a sentence. */
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.hint = hint;
  }
}

/** Wrong flags, values, files or configuration; nothing was asked of Genesys. */
export class UsageError extends AfterwordError {
  readonly code = "usage";
}

/** Another process holds the warehouse, in most cases a sync or a rebuild; nothing was done. */
export class HeldError extends AfterwordError {
  readonly code = "held";
}

/** Genesys refused the client id, the secret or the token. */
export class CredentialsError extends AfterwordError {
  readonly code = "credentials";
}

/** The OAuth client's roles lack a permission. `permissions` are alternatives: any one of them is enough. */
export class PermissionError extends AfterwordError {
  readonly code = "permission";
  readonly permissions: readonly string[];
  /** Whether the refusal itself named them: else it may be of the one thing that was asked for, in another division. */
  readonly isNamed: boolean;

  constructor(
    message: string,
    hint: string,
    permissions: readonly string[],
    options: ErrorOptions & { isNamed?: boolean } = {},
  ) {
    super(message, hint, options);
    this.permissions = permissions;
    this.isNamed = options.isNamed ?? true;
  }
}

/** No usable answer from Genesys for as long as the caller was willing to wait. */
export class UnreachableError extends AfterwordError {
  readonly code = "unreachable";
}

/** Whether Genesys itself reported it. @default true */
interface Origin extends ErrorOptions {
  readonly byGenesys?: boolean;
}

/** One request was refused for good (404, 400 …) or failed for good while others succeed. `status` is HTTP's, 0 if none came. */
export class RequestError extends AfterwordError {
  readonly code = "request";
  readonly status: number;
  /** Genesys reports that there is no such thing; the 404 of a firewall or a proxy does not show that. */
  readonly gone: boolean;

  constructor(message: string, hint: string, status: number, { byGenesys = true, ...options }: Origin = {}) {
    super(message, hint, options);
    this.status = status;
    this.gone = status === 404 && byGenesys;
  }
}

/** A document arrived that differs from the documentation. `where` names endpoint, field and id. */
export class DecodeError extends AfterwordError {
  readonly code = "decode";
  /** What arrived. Not enumerable: printing the error must not print a customer's words. */
  declare readonly document: unknown;

  constructor(message: string, hint: string, document: unknown, options?: ErrorOptions) {
    super(message, hint, options);
    Object.defineProperty(this, "document", { value: document, enumerable: false });
  }
}

/** The user pressed Ctrl-C, or the caller aborted. */
export class InterruptedError extends AfterwordError {
  readonly code = "interrupted";
  constructor(options?: ErrorOptions) {
    super("Interrupted.", "Run the same command again: nothing was changed at Genesys.", options);
  }
}
