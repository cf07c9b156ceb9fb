export { createOrg, type OrgOptions } from "./org/org.ts";
export { type SwitchName, switches } from "./org/switches.ts";
