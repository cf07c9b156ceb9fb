import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { oneLine } from "./message-text.ts";
import { codeOf, damaged, type Fault, oversized } from "./network-fault.ts";

/**
 * The codings that are asked for, for they are what node:zlib reads: a hundred interactions are 1 MB of JSON without, and
 * 60 kB with. Where a request names none, HTTP allows any.
 */
export const acceptedCodings = "gzip, deflate, br";

type Decode = (body: Buffer, limit: { readonly maxOutputLength: number }) => Buffer;

const decoders: Readonly<Record<string, Decode>> = {
  identity: (body) => body,
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  br: brotliDecompressSync,
  // Some servers leave out the wrapping that `deflate` stands for (RFC 9110, 8.4.1.2); the first byte shows whether it is there.
  deflate: (body, limit) => (((body[0] ?? 0) & 0x0f) === 8 ? inflateSync : inflateRawSync)(body, limit),
};

/** More than one is unheard of, and each would multiply the size that a small answer can grow to. */
const maxCodings = 3;

/**
 * A body without its codings (`content-encoding`, the last one applied last), or why it cannot be read. Nothing is unpacked
 * beyond `maxBytes` bytes.
 */
export function decodeBody(body: Buffer, coding: string, maxBytes: number): Buffer | Fault {
  const names = coding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !Object.hasOwn(decoders, name));
  if (unknown !== undefined || names.length > maxCodings)
    return damaged(`its answers come in a coding that was not asked for (${oneLine(unknown ?? coding, 40)})`);
  let decoded = body;
  for (const name of names.toReversed()) {
    // A HEAD's answer, or an empty one, has nothing to decode, regardless of its head.
    if (decoded.length === 0) return decoded;
    try {
      decoded = decoders[name]?.(decoded, { maxOutputLength: maxBytes }) ?? decoded;
    } catch (error) {
      if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") return oversized(maxBytes);
      return damaged(`its answers are no whole ${name}`);
    }
  }
  return decoded;
}
