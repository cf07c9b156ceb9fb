export { type Access, type AccessResult, type Credentials, readAccess } from "./access.ts";
export { type Environment, environmentSets } from "./environment.ts";
export { exposed, type FileText, type ReadFile, readFileFromDisk, writeWhole } from "./file.ts";
export { profilePaths } from "./find-profile.ts";
export { readGatewayUrl, unencrypted } from "./gateway.ts";
export { patternProblem } from "./pattern.ts";
export { readProfileWarehouse } from "./profile-warehouse.ts";
export { type Config, type ConfigFlags, type ConfigSources, readConfig, settingsFile } from "./read-config.ts";
export {
  attributeProblem,
  doubledRows,
  type RosterRow,
  type RosterSetting,
  type RosterTable,
  rosterTable,
} from "./roster.ts";
export { openRosterFile, type RosterSource } from "./roster-file.ts";
export { type NewProfile, type OwnProfiles, openOwnProfiles } from "./save-profile.ts";
export type { Role, ScaleSetting, Settings } from "./settings.ts";
export { namings, weekdays } from "./settings-schema.ts";
export { decidedTemplate } from "./settings-template.ts";
export { byTable, type Suggestion, settingHeader, settingLine, writeSuggestions } from "./suggest-settings.ts";
export { readMachineTimeZone, timeZoneProblem } from "./time-zone.ts";
