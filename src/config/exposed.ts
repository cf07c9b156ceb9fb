/** A file that is to be its owner's alone, and its POSIX permission bits. */
interface Guarded {
  readonly path: string;
  readonly mode: number;
  /** What it holds. */
  readonly what: string;
}

/** A sentence for stderr where other users of this machine may read such a file. Windows has no such bits. */
export const exposed = ({ path, mode, what }: Guarded, platform: NodeJS.Platform): string[] =>
  platform === "win32" || (mode & 0o077) === 0
    ? []
    : [`${path} holds ${what} and is open to other users of this machine: run chmod 600 ${path}`];
