export { type FaultName, faults } from "./faults.ts";
export type { LoggedRequest } from "./http/log.ts";
export { createOrg, type OrgOptions } from "./org/org.ts";
export { type SwitchName, switches } from "./org/switches.ts";
export { openSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
export { type ExpectedCredits, truthCredits } from "./truth/credits.ts";
export type { ExpectedAnswer, ExpectedLeg, ExpectedRow } from "./truth/row.ts";
export { type TruthOptions, type TruthRange, truth } from "./truth/truth.ts";
export { type WireVariant, wireVariants } from "./variants.ts";
