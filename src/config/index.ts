export type { Access } from "./access.ts";
export type { Environment } from "./environment.ts";
export type { FileText, ReadFile } from "./file.ts";
export { type Config, type ConfigFlags, type ConfigSources, readConfig } from "./read-config.ts";
export type { Role, ScaleSetting, Settings } from "./settings.ts";
