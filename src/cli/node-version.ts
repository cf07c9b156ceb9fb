/** The oldest Node that this program runs on, as in package.json; a test compares the two. */
export const oldestNode = "20.19";

/** Ends the process with a sentence on a Node that is too old, where Node itself would print a stack trace. */
export function requireNode(version: string, end: (sentence: string) => void = endProcess): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [least = 0, leastMinor = 0] = oldestNode.split(".").map(Number);
  if (major > least || (major === least && minor >= leastMinor)) return;
  end(`Afterword needs Node ${oldestNode} or newer; this is ${version}. Install one from https://nodejs.org.`);
}

function endProcess(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
