import { hash } from "node:crypto";
import { hour } from "../../base/index.ts";

/** When surveys were created that no window has come to yet, to the hour. */
export interface CreationTimes {
  /** @param time in milliseconds since 1970, a whole hour */
  add(surveyId: string, time: number): void;
  /** Milliseconds since 1970; null where it is not known. */
  of(surveyId: string): number | null;
  /** Forgets those from this time on, at least where many lie together. */
  forget(from: number): void;
  readonly size: () => number;
}

/** Surveys packed together. */
const blockSize = 20_000;

/** Twelve bytes a survey; as strings in a Map they took a hundred. 64 bits of a hash of the id stand for it. */
interface Block {
  /** 52 bits of the hash, in ascending order. */
  readonly keys: Float64Array;
  /** 12 more bits of it, and the hour since 1970 in the 20 below, which last until 2089. */
  readonly hours: Uint32Array;
  readonly from: number;
}

export function createCreationTimes(): CreationTimes {
  let blocks: readonly Block[] = [];
  let recent = new Map<string, number>();
  return {
    add(surveyId, time) {
      recent.set(surveyId, time);
      if (recent.size < blockSize) return;
      blocks = [...blocks, pack(recent)];
      recent = new Map();
    },
    of(surveyId) {
      const time = recent.get(surveyId);
      if (time !== undefined || blocks.length === 0) return time ?? null;
      const { key, check } = hashOf(surveyId);
      for (const block of blocks) {
        const at = find(block.keys, key);
        const hours = block.hours[at] ?? 0;
        if (block.keys[at] === key && hours >>> hourBits === check) return (hours & (2 ** hourBits - 1)) * hour;
      }
      return null;
    },
    forget(from) {
      blocks = blocks.filter((block) => block.from < from);
      for (const [surveyId, time] of recent) if (time >= from) recent.delete(surveyId);
    },
    size: () => blocks.reduce((sum, { keys }) => sum + keys.length, recent.size),
  };
}

const hourBits = 20;

function hashOf(surveyId: string): { readonly key: number; readonly check: number } {
  const digest = hash("sha1", surveyId, "hex");
  return { key: Number.parseInt(digest.slice(0, 13), 16), check: Number.parseInt(digest.slice(13, 16), 16) };
}

function pack(times: ReadonlyMap<string, number>): Block {
  const entries = [...times].map(([surveyId, time]) => ({ ...hashOf(surveyId), time }));
  entries.sort((a, b) => a.key - b.key);
  return {
    keys: Float64Array.from(entries, ({ key }) => key),
    hours: Uint32Array.from(entries, ({ check, time }) => check * 2 ** hourBits + Math.floor(time / hour)),
    from: entries.reduce((first, { time }) => Math.min(first, time), Number.POSITIVE_INFINITY),
  };
}

/** Where the first key is that is not smaller. */
function find(keys: Float64Array, key: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
