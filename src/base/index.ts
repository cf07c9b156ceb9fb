export { appendLine } from "./append-line.ts";
export { type Closable, closable } from "./closable.ts";
export { compareNames } from "./compare-names.ts";
export {
  AfterwordError,
  CredentialsError,
  DecodeError,
  HeldError,
  InterruptedError,
  PermissionError,
  RequestError,
  UnreachableError,
  UsageError,
} from "./errors.ts";
export { type ExitCode, exitCodeOf, exitCodes, isInterruption } from "./exit-codes.ts";
export { firstMismatch, isRecord, matches, readJson, readStored, textOf } from "./json.ts";
export { foldName, nearest } from "./nearest.ts";
export { notStated } from "./not-stated.ts";
export { type Moment, type Period, readMoment, readPeriod } from "./options/moment.ts";
export {
  options,
  type ReadValue,
  readOptions,
  refuseUnknownKeys,
  type Shape,
  shown,
  unfit,
} from "./options/options.ts";
export {
  readClock,
  readCount,
  readFlag,
  readFunction,
  readHandle,
  readList,
  readNumber,
  readOneOf,
  readOrNull,
  readSignal,
  readTable,
  readText,
} from "./options/values.ts";
export { isRunning, readProcessStart, readVersion } from "./process.ts";
export { NotAFileError, readPlace, readRegularFile } from "./read-file.ts";
export { isWithoutSync, ownersAlone, placeFile, replaceFile } from "./replace-file.ts";
export { plain, storable } from "./safe-text.ts";
export { openScratch, type Scratch } from "./scratch.ts";
export { conceal, Secret } from "./secret.ts";
export { splitList } from "./split-list.ts";
export {
  answerHorizon,
  type Clock,
  contains,
  cut,
  day,
  earliestTime,
  hour,
  type Interval,
  isoInterval,
  isoTime,
  isStorableTime,
  minute,
  readTime,
  second,
  systemClock,
} from "./time.ts";
export { foldWords, hasWords, wordPattern } from "./words.ts";
