export function findChromium(env?: NodeJS.ProcessEnv, usual?: readonly string[]): string | null;
