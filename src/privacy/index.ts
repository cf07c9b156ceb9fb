export type { PrivacyFacts, StoredPeople } from "./facts.ts";
export { privacySheets } from "./sheets.ts";
export { readStoredPeople } from "./stored-people.ts";
