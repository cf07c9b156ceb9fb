/** Letters that no compression makes small. Written as bytes: one string for each letter took 12 s for 120 million. */
export function noise(length: number, seed: number): string {
  let state = seed + 1;
  const letters = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    letters[at] = 97 + ((state >>> 16) % 26);
  }
  return letters.toString("latin1");
}
