/**
 * Puts a stream together into pieces. The next one is read while the caller sends the one before; a piece is only good
 * until the next is asked for, as its memory is used again.
 */
export async function* piecesOf(
  bytes: AsyncIterable<Uint8Array>,
  pieceBytes: () => number,
): AsyncGenerator<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]();
  const buffers: Uint8Array[] = [];
  let rest: Uint8Array = new Uint8Array(0);

  const fill = async (turn: number): Promise<Uint8Array> => {
    const size = pieceBytes();
    let buffer = buffers[turn];
    if (buffer === undefined || buffer.byteLength < size)
      buffers[turn] = buffer = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      if (rest.byteLength === 0) {
        const chunk = await chunks.next();
        if (chunk.done === true) break;
        rest = chunk.value;
      }
      const part = rest.subarray(0, size - filled);
      buffer.set(part, filled);
      filled += part.byteLength;
      rest = rest.subarray(part.byteLength);
    }
    return buffer.subarray(0, filled);
  };

  let next = fill(0);
  try {
    for (let turn = 1; ; turn = 1 - turn) {
      const piece = await next;
      if (piece.byteLength === 0) return;
      next = fill(turn);
      // Heard when it is asked for; a caller that stops before that never asks.
      next.catch(() => undefined);
      yield piece;
    }
  } finally {
    await next.catch(() => undefined);
    await chunks.return?.();
  }
}
