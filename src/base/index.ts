export { type Closable, closable } from "./closable.ts";
export { conceal } from "./conceal.ts";
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
export { nearest } from "./nearest.ts";
export { type Moment, type Period, readMoment, readPeriod } from "./options/moment.ts";
export { options, type ReadValue, readOptions, refuseUnknownKeys, type Shape } from "./options/options.ts";
export { shown, unfit } from "./options/shown.ts";
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
export { plain } from "./plain.ts";
export { isRunning, readProcessStart } from "./process-start.ts";
export { type FileBytes, NotAFileError, readRegularFile } from "./read-file.ts";
export { readPlace } from "./real-place.ts";
export { ownersAlone, placeFile, replaceFile } from "./replace-file.ts";
export { openScratch, type Scratch } from "./scratch.ts";
export { Secret } from "./secret.ts";
export { storable } from "./storable.ts";
export {
  type Clock,
  contains,
  cut,
  day,
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
export { readVersion } from "./version.ts";
