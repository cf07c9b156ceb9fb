export { companionFile } from "./companion-file.ts";
export { findSight, type SightWords } from "./find-sight.ts";
export { forgetTokens } from "./forget-tokens.ts";
export { openAs, requireToken, type TakenAway } from "./open-as.ts";
export { readerAs } from "./reader-as.ts";
export { type Role, roles, type Token } from "./token.ts";
export { type KnownToken, openTokens, type Tokens } from "./token-file.ts";
export { noteUse, type Use } from "./uses.ts";
