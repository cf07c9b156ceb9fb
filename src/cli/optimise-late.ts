import { setFlagsFromString } from "node:v8";

/**
 * Has V8 optimise a function after it has run seven times as long as usual. An extraction is over in seconds: hundreds of
 * functions were compiled on another core, and most of them again when they met something new, at a quarter of its CPU. What
 * runs for minutes is optimised all the same (the flag: V8's `flag-definitions.h`).
 */
export const optimiseLate = (): void => setFlagsFromString("--interrupt-budget=1000000");
