export type { Access } from "./access.ts";
export { type Environment, environmentSets } from "./environment.ts";
export type { FileText, ReadFile } from "./file.ts";
export { readGatewayUrl } from "./gateway.ts";
export { type Config, type ConfigFlags, type ConfigSources, readConfig } from "./read-config.ts";
export { type NewProfile, type OwnProfiles, openOwnProfiles } from "./save-profile.ts";
export type { Role, ScaleSetting, Settings } from "./settings.ts";
export { settingsTemplate } from "./settings-template.ts";
export { writeWhole } from "./write-file.ts";
