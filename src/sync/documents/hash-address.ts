import { createHmac } from "node:crypto";

export type HashAddress = (address: string) => string;

const mark = "hmac:";

/** The hashes of a key that has been read. */
export const hashWith =
  (key: Uint8Array): HashAddress =>
  (address) =>
    `${mark}${createHmac("sha256", key).update(address).digest("hex").slice(0, 32)}`;
