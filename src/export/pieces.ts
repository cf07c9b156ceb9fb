/** Rows, batch by batch; how they are cut into batches makes no difference. */
export type Batches = AsyncIterable<readonly object[]> | Iterable<readonly object[]>;

/**
 * Text comes in pieces of so many rows: a long export is longer than the longest string. V8 keeps strings above 128 kB apart
 * and longer than they are wanted, and a row is some 4 kB.
 */
const rowsPerPiece = 20;

export async function* inPieces(batches: Batches): AsyncGenerator<readonly object[]> {
  for await (const batch of batches) {
    for (let start = 0; start < batch.length; start += rowsPerPiece) yield batch.slice(start, start + rowsPerPiece);
  }
}
