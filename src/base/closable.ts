/** An object that holds a file, a lock or connections until it is closed. */
export interface Closable extends AsyncDisposable {
  /**
   * Lets go of all that it holds; the same as leaving the block of an `await using`, which Node 20 does not know. Closing twice
   * does nothing more.
   */
  close(): Promise<void>;
}

/** Both ways to close; a later call waits for the first. */
export function closable(close: () => Promise<void>): Closable {
  let closing: Promise<void> | null = null;
  const once = (): Promise<void> => {
    closing ??= close();
    return closing;
  };
  return { close: once, [Symbol.asyncDispose]: once };
}
