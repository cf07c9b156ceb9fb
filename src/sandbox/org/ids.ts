/** The kinds of ids with a day and a place in them. */
const kinds = [
  "interaction",
  "survey",
  "evaluation",
  "participant",
  "session",
  "calibration",
  "evaluationContext",
] as const;

type Kind = (typeof kinds)[number];

/** The `part`-th thing of that kind belonging to the `index`-th interaction of a day. */
interface Place {
  readonly kind: Kind;
  readonly day: number;
  readonly index: number;
  readonly part: number;
}

export interface Ids {
  /** Up to 2^16 days since 1970, 2^24 interactions a day, 2^16 parts. */
  of(kind: Kind, day: number, index: number, part?: number): string;
  /** What `of` was given; undefined for every id that this org never gave out. */
  find(id: string): Place | undefined;
  /** For things without a day: people, queues, forms. Cannot be read back. */
  fixed(...path: readonly string[]): string;
}

const digits = Buffer.from("0123456789abcdef", "latin1");
const dash = 0x2d;
const shape = /^([0-9a-f]{8})-([0-9a-f]{4})-(4[0-9a-f]{3})-([89ab][0-9a-f]{3})-([0-9a-f]{4})([0-9a-f]{8})$/;

/**
 * Ids that look like random UUIDs (version 4) and carry their place: 64 bits of it in a Feistel cipher keyed by the
 * seed, the other 58 free bits are a check, so that a foreign id is not mistaken for one of ours.
 */
export function createIds(seed: number): Ids {
  const keys = [1, 2, 3, 4].map((round) => mix(seed, round));

  // Strings glued from pieces took three times as long and twice the memory: an org consists mostly of ids.
  const page = Buffer.from("00000000-0000-0000-0000-000000000000", "latin1");
  const put = (at: number, word: number): void => {
    for (let [place, shift] = [at, 28]; shift >= 0; place++, shift -= 4) {
      if (page[place] === dash) place++;
      page[place] = digits[(word >>> shift) & 15] ?? 0;
    }
  };

  const write = (high: number, low: number): string => {
    const first = mix(mix(seed, high), low);
    const second = mix(first, high ^ low);
    let [left, right] = [high, low];
    for (const key of keys) [left, right] = [right, left ^ mix(right, key)];
    put(0, left);
    put(9, (first & 0xffff0fff) | 0x4000);
    put(19, (second & 0x3fffffff) | 0x80000000);
    put(28, right);
    return page.toString("latin1");
  };

  return {
    of: (kind, day, index, part = 0) => write((kinds.indexOf(kind) << 24) | index, (day << 16) | part),
    fixed: (...path) => {
      let [high, low] = [0xff000000, 0];
      for (const character of path.join("/")) {
        low = mix(low ^ high, character.codePointAt(0) ?? 0);
        high = mix(high, low);
      }
      return write(high | 0xff000000, low);
    },
    find: (id) => {
      const match = shape.exec(id);
      if (!match) return undefined;
      let [left, right] = [Number.parseInt(match[1] ?? "", 16) | 0, Number.parseInt(match[6] ?? "", 16) | 0];
      for (const key of keys.toReversed()) [left, right] = [right ^ mix(left, key), left];
      const kind = kinds[left >>> 24];
      if (kind === undefined || write(left, right) !== id) return undefined;
      return { kind, day: right >>> 16, index: left & 0xffffff, part: right & 0xffff };
    },
  };
}

function mix(a: number, b: number): number {
  let word = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
  word = Math.imul(word ^ (word >>> 12), 0x297a2d39);
  return word ^ (word >>> 15);
}
