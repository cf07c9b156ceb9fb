export type { Check } from "./check.ts";
export { type DiagnoseOptions, type Diagnosis, diagnose } from "./diagnose.ts";
export type { Known } from "./org.ts";
