export {
  AfterwordError,
  CredentialsError,
  DecodeError,
  InterruptedError,
  PermissionError,
  RequestError,
  UnreachableError,
  UsageError,
} from "./errors.ts";
export { nearest } from "./nearest.ts";
export { plain } from "./plain.ts";
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
  minute,
  readTime,
  second,
  systemClock,
} from "./time.ts";
export { readVersion } from "./version.ts";
