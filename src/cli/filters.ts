import { UsageError } from "../base/index.ts";

/** Media types of Genesys sessions (official SDK, `AnalyticsSession.mediaType`). */
const mediaTypes = [
  "callback",
  "chat",
  "cobrowse",
  "email",
  "internalmessage",
  "message",
  "screenmonitoring",
  "screenshare",
  "unknown",
  "video",
  "voice",
];

/** The values of a flag that may be repeated. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** The values of a flag that takes a list. */
export const separated = (list: string): readonly string[] =>
  list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** The media of `--media`. */
export function readMedia(list: string): readonly string[] {
  const media = list.split(",").map((one) => one.trim().toLowerCase());
  const unknown = media.filter((one) => !mediaTypes.includes(one));
  if (unknown.length === 0) return media;
  throw new UsageError(
    `--media: unknown media ${unknown.map((one) => `"${one}"`).join(", ")}.`,
    `Genesys knows ${mediaTypes.join(", ")}.`,
  );
}
