export { type Definition, definitionId } from "./definition.ts";
export { type RebuildOptions, rebuild } from "./rebuild.ts";
export { defaultSync, type SyncOptions, type SyncProgress, type SyncRequest, type SyncResult } from "./request.ts";
export { sync } from "./sync.ts";
