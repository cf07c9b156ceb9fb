export { companionFile } from "./companion-file.ts";
export { findSight, type SightWords } from "./find-sight.ts";
export { forgetTokens } from "./forget-tokens.ts";
export { openAs, requireToken, type TakenAway } from "./open-as.ts";
export { type ReadingAs, readerAs } from "./reader-as.ts";
export { findRosterPart, inForce, ofPart, type RosterInForce, shownAgents } from "./roster-part.ts";
export { type Role, type RosterPart, roles, type Token } from "./token.ts";
export { type KnownToken, openTokens, type Tokens } from "./token-file.ts";
export { noteUse, type Use } from "./uses.ts";
