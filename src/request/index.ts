export { chooseNaming, peopleOfRun, shownPeople } from "./agent-naming.ts";
export { findAgents, peopleOfWarehouse, refuseAgents } from "./agents.ts";
export { readFilter } from "./filters.ts";
export { flag, list, once, type QueryReaders, type QueryWords, type ReadTexts, readQuery } from "./query.ts";
export { asWritten, localTime, readTargets, reportRange } from "./report-settings.ts";
export {
  type FoundRoster,
  findAttribute,
  findRoster,
  needRoster,
  readAttributes,
  readGrouping,
  unknownSentence,
} from "./roster.ts";
export { isLength, readDuration, readRange, readSince } from "./time-range.ts";
export { asFlag, asIs, type FilterWords, type RangeWords, readMedia, readScores, type Spelling } from "./words.ts";
