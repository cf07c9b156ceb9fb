/** Letters that no compression makes small. */
export function noise(length: number, seed: number): string {
  let state = seed + 1;
  const letters: string[] = [];
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    letters.push(String.fromCharCode(97 + ((state >>> 16) % 26)));
  }
  return letters.join("");
}
