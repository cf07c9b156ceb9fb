import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import { UsageError } from "../base/index.ts";

/** A file of an archive; its content is made while it is written. */
export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

/** Sizes and offsets have 32 bits; the 64-bit extension is not read by all spreadsheets. */
const maxBytes = 2 ** 32 - 1;

/** Entries as the bytes of a ZIP archive (PKWARE APPNOTE 6.3.10), compressed as they come, so that no entry is held whole. */
export async function* toZip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  limit = maxBytes,
): AsyncGenerator<Buffer> {
  let offset = 0;
  const count = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    if (offset > limit) {
      throw new UsageError(
        `The file would be larger than ${limit} bytes, the most that a ZIP archive holds.`,
        "Export a shorter range, or take one of the formats csv and parquet.",
      );
    }
    return bytes;
  };
  const directory: Buffer[] = [];
  for await (const { name, content } of entries) {
    const start = offset;
    yield count(localHeader(name));
    const dataStart = offset;
    const checked = { crc: 0, size: 0 };
    for await (const bytes of compressed(content, checked)) yield count(bytes);
    const sizes = { ...checked, compressedSize: offset - dataStart };
    yield count(dataDescriptor(sizes));
    directory.push(directoryHeader(name, start, sizes));
  }
  const directoryStart = offset;
  for (const bytes of directory) yield count(bytes);
  yield count(endOfDirectory(directory.length, directoryStart, offset));
}

/** Counts the input; the output is made on another thread, and no faster than it is taken. */
async function* compressed(
  content: ZipEntry["content"],
  checked: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      checked.crc = crc32(bytes, checked.crc);
      checked.size += bytes.length;
      yield bytes;
    }
  }
  const deflate = createDeflateRaw({ chunkSize: 65_536 });
  const feeding = pipeline(counted, deflate);
  // Its failure arrives through `deflate` as well; a consumer that stops reading does not get it.
  feeding.catch(() => {});
  for await (const bytes of deflate) yield bytes;
  await feeding;
}

interface Sizes {
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
}

/** Version 2.0; sizes follow the data, and names are UTF-8; deflate; 1 January 1980, so that the same rows are the same bytes. */
const common: readonly Field[] = [u16(20), u16(0x0808), u16(8), u16(0), u16(0x0021)];

const localHeader = (name: string): Buffer => {
  const bytes = Buffer.from(name);
  return record(0x04034b50, [...common, u32(0), u32(0), u32(0), u16(bytes.length), u16(0)], bytes);
};

const sizeFields = ({ crc, compressedSize, size }: Sizes): readonly Field[] => [
  u32(crc),
  u32(compressedSize),
  u32(size),
];

const dataDescriptor = (sizes: Sizes): Buffer => record(0x08074b50, sizeFields(sizes));

const directoryHeader = (name: string, start: number, sizes: Sizes): Buffer => {
  const bytes = Buffer.from(name);
  const lengths = [u16(bytes.length), u16(0), u16(0), u16(0), u16(0)];
  return record(0x02014b50, [u16(20), ...common, ...sizeFields(sizes), ...lengths, u32(0), u32(start)], bytes);
};

const endOfDirectory = (entries: number, start: number, end: number): Buffer =>
  record(0x06054b50, [u16(0), u16(0), u16(entries), u16(entries), u32(end - start), u32(start), u16(0)]);

interface Field {
  readonly bytes: 2 | 4;
  readonly value: number;
}

function u16(value: number): Field {
  return { bytes: 2, value };
}

function u32(value: number): Field {
  return { bytes: 4, value };
}

/** A signature, the fields behind it, little-endian, and a name. */
function record(signature: number, fields: readonly Field[], name: Buffer = Buffer.alloc(0)): Buffer {
  const all = [u32(signature), ...fields];
  const head = Buffer.alloc(all.reduce((sum, { bytes }) => sum + bytes, 0));
  let at = 0;
  for (const { bytes, value } of all) at = head.writeUIntLE(value, at, bytes);
  return Buffer.concat([head, name]);
}
