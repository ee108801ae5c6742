/**
 * How much of a file goes into one request. Pieces grow while the network is quick, so that waiting for answers costs
 * nothing, and shrink while it is slow, so that a clerk sees progress and 暂停 takes effect within seconds.
 */
export interface PiecePace {
  pieceBytes(): number;
  /** A piece was taken in this time. */
  took(bytes: number, ms: number): void;
  /** A proxy in between takes less at once (nginx: 1 MB unless told otherwise). False: it is as small as it gets. */
  shrink(): boolean;
}

const smallestBytes = 64 * 1024;
const firstBytes = 512 * 1024;
const largestBytes = 4 * 1024 * 1024;
const quickMs = 500;
const slowMs = 2000;

export function createPiecePace(): PiecePace {
  let limit = largestBytes;
  let size = firstBytes;
  return {
    pieceBytes: () => size,
    took: (bytes, ms) => {
      // The last piece of a file says little.
      if (bytes < size) return;
      if (ms < quickMs) size = Math.min(limit, size * 2);
      else if (ms > slowMs) size = Math.max(smallestBytes, size / 2);
    },
    shrink: () => {
      if (size === smallestBytes) return false;
      limit = Math.max(smallestBytes, Math.floor(size / 2));
      size = limit;
      return true;
    },
  };
}
