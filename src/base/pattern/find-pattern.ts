import { PatternError, type PatternNode, parsePattern } from "./parse-pattern.ts";

/** A stretch [start, end) of a text. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

type Step =
  | { readonly kind: "character"; readonly has: (character: string) => boolean }
  | { readonly kind: "boundary"; readonly negated: boolean }
  | { readonly kind: "fork"; readonly to: readonly number[] }
  | { readonly kind: "end" };

/** Steps of a pattern at most: each character of a text may take as many. */
const maxSteps = 1_000;

/**
 * Finds everything that a pattern matches, in time that grows with the text alone; what overlaps is found together.
 * @throws {PatternError} for a text that is no such pattern, that matches nothing, or that is too long
 */
export function compilePattern(pattern: string): (text: string) => readonly Found[] {
  const steps = toSteps(parsePattern(pattern));
  if (closure(steps, [{ step: 0, start: 0 }], "", 0).some(({ step }) => steps[step]?.kind === "end"))
    throw new PatternError("matches where nothing stands");
  return (text) => findAll(steps, text);
}

interface Thread {
  readonly step: number;
  readonly start: number;
}

/** One pass: of the threads that stand at one step, the one that began first is enough. */
function findAll(steps: readonly Step[], text: string): readonly Found[] {
  const found: { start: number; end: number }[] = [];
  let threads: readonly Thread[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const open = closure(steps, [...threads, { step: 0, start: at }], text, at);
    const character = text[at] ?? "";
    const next: Thread[] = [];
    for (const { step, start } of open) {
      const one = steps[step];
      if (one?.kind === "end" && start < at) addFound(found, { start, end: at });
      else if (one?.kind === "character" && character !== "" && one.has(character))
        next.push({ step: step + 1, start });
    }
    threads = next;
  }
  return found;
}

/** What overlaps becomes one. */
function addFound(found: { start: number; end: number }[], { start, end }: Found): void {
  let from = start;
  for (let last = found.at(-1); last !== undefined && last.end > from; last = found.at(-1)) {
    from = Math.min(from, last.start);
    found.pop();
  }
  found.push({ start: from, end });
}

/** The threads at characters and at the end that these lead to, each step once, by whoever began first. */
function closure(steps: readonly Step[], threads: readonly Thread[], text: string, at: number): readonly Thread[] {
  const seen = new Set<number>();
  const reached: Thread[] = [];
  const open = threads.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { step, start } = next;
    if (seen.has(step)) continue;
    seen.add(step);
    const one = steps[step];
    if (one?.kind === "fork") for (const to of one.to.toReversed()) open.push({ step: to, start });
    else if (one?.kind !== "boundary") reached.push(next);
    else if (isBoundary(text, at) !== one.negated) open.push({ step: step + 1, start });
  }
  return reached;
}

const isWord = /^[\p{L}\p{N}_]$/u;
const isBoundary = (text: string, at: number): boolean =>
  isWord.test(text[at - 1] ?? "") !== isWord.test(text[at] ?? "");

const tooLong = () => new PatternError("is too long, with its repetitions written out");

/** Steps one after another: one that is done leads to the next. */
function toSteps(tree: PatternNode): readonly Step[] {
  const steps: Step[] = [];
  const add = (step: Step): number => {
    if (steps.length >= maxSteps) throw tooLong();
    return steps.push(step) - 1;
  };
  const write = (node: PatternNode): void => {
    if (node.kind === "character" || node.kind === "boundary") add(node);
    else if (node.kind === "repeat") writeRepeat(node);
    else if (node.kind === "choice") writeChoice(node.parts);
    else for (const part of node.parts) write(part);
  };
  const writeRepeat = ({ part, least, most }: Extract<PatternNode, { kind: "repeat" }>): void => {
    if (least > maxSteps) throw tooLong();
    for (let times = 0; times < least; times += 1) write(part);
    if (most === Infinity) writeLoop(part);
    else writeOptional(part, most - least);
  };
  const writeChoice = (parts: readonly PatternNode[]): void => {
    const ends: number[] = [];
    for (const [index, part] of parts.entries()) {
      const fork = index < parts.length - 1 ? add({ kind: "fork", to: [] }) : null;
      write(part);
      if (fork === null) continue;
      ends.push(add({ kind: "fork", to: [] }));
      steps[fork] = { kind: "fork", to: [fork + 1, steps.length] };
    }
    for (const end of ends) steps[end] = { kind: "fork", to: [steps.length] };
  };
  const writeLoop = (part: PatternNode): void => {
    const fork = add({ kind: "fork", to: [] });
    write(part);
    add({ kind: "fork", to: [fork] });
    steps[fork] = { kind: "fork", to: [fork + 1, steps.length] };
  };
  const writeOptional = (part: PatternNode, times: number): void => {
    const forks: number[] = [];
    for (let time = 0; time < times; time += 1) {
      forks.push(add({ kind: "fork", to: [] }));
      write(part);
    }
    for (const fork of forks) steps[fork] = { kind: "fork", to: [fork + 1, steps.length] };
  };
  write(tree);
  add({ kind: "end" });
  return steps;
}
