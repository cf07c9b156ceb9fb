/**
 * Named random streams. Each stream is seeded by the org's seed and a path ("surveys", day, index), so that a stream that
 * draws once more than before shifts no other stream.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the table's values, by weight. */
  weighted<T>(table: readonly (readonly [value: T, weight: number])[]): T;
  /** A whole number around the median, skewed to the right as durations are; `spread` is the log's standard deviation. */
  skewed(median: number, spread: number): number;
}

export const createRandom = (...path: readonly (string | number)[]): Random => new Stream(...hash(path));

/** A stream for each interaction of a day: the path so far is hashed once. */
export type Streams = (day: number, index: number, at?: number) => Random;

export function createStreams(...path: readonly (string | number)[]): Streams {
  const [a, b, c, d] = hash(path);
  return (day, index, at = 0) => {
    const one = stir(a ^ Math.imul(day, 0x9e3779b1));
    const two = stir(b ^ Math.imul(index + 1, 0x85ebca6b) ^ one);
    return new Stream(one, two, stir(c ^ Math.imul(at + 1, 0xc2b2ae35) ^ two), d);
  };
}

/**
 * sfc32: small, fast, passes PractRand; the first draws after seeding are thrown away. A class, for once: an interaction
 * has nine streams, and a closure for each method of each of them is garbage that a class does not make.
 */
class Stream implements Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(a: number, b: number, c: number, d: number) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = d | 0;
    for (let warm = 0; warm < 12; warm++) this.next();
  }

  next(): number {
    const { b, c } = this;
    const sum = (((this.a + b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new RangeError("Nothing to pick from.");
    return item;
  }

  weighted<T>(table: readonly (readonly [value: T, weight: number])[]): T {
    let left = 0;
    for (const entry of table) left += entry[1];
    left *= this.next();
    for (const entry of table) {
      left -= entry[1];
      if (left < 0) return entry[0];
    }
    return this.pick(table)[0];
  }

  skewed(median: number, spread: number): number {
    return Math.round(median * Math.exp(spread * this.normal()));
  }

  private normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

/** One draw in [0, 1) for each interaction of a day: a stream of its own would cost fifty times as much. */
export type Draw = (day: number, index: number) => number;

export function createDraw(...path: readonly (string | number)[]): Draw {
  const [key] = hash(path);
  return (day, index) => stir(stir(key ^ Math.imul(day, 0x9e3779b1)) ^ Math.imul(index + 1, 0x85ebca6b)) / 2 ** 32;
}

/** The last step of MurmurHash3. */
function stir(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Four words from a path: multiply, rotate, mix (public-domain constants of MurmurHash3). */
function hash(path: readonly (string | number)[]): [number, number, number, number] {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x5be0cd19];
  const mix = (word: number) => {
    a = b ^ Math.imul(a ^ word, 0x85ebca6b);
    b = c ^ Math.imul(b ^ word, 0xc2b2ae35);
    c = d ^ Math.imul(c ^ word, 0x27d4eb2f);
    d = a ^ Math.imul(d ^ word, 0x165667b1);
  };
  for (const step of path) {
    if (typeof step === "number") {
      mix(step | 0);
      mix(Math.floor(step / 2 ** 32) | 0);
    } else for (let at = 0; at < step.length; at++) mix(step.charCodeAt(at));
    mix(0x2f);
  }
  return [a, b, c, d];
}
