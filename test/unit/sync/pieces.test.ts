import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPiecePace } from "../../../src-main/sync/piece-pace.ts";
import { piecesOf } from "../../../src-main/sync/pieces-of.ts";

const kib = 1024;
const mib = 1024 * kib;

describe("pieces of a file", () => {
  it("hold every byte once, in order, whatever the chunks and sizes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 })),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        async (chunks, sizes) => {
          let turn = 0;
          const pieces: Uint8Array[] = [];
          const sizeOf = () => sizes[turn++ % sizes.length] ?? 1;
          for await (const piece of piecesOf(streamOf(chunks), sizeOf))
            pieces.push(Uint8Array.from(piece));
          expect(Buffer.concat(pieces)).toEqual(Buffer.concat(chunks));
        },
      ),
    );
  });

  it("end with the reader's own error, and let go of the file when nobody wants more", async () => {
    const broken = streamOf([new Uint8Array(3)], new Error("damaged"));
    await expect(readAll(piecesOf(broken, () => 2))).rejects.toThrow("damaged");
    let isClosed = false;
    const endless = async function* () {
      try {
        for (;;) yield new Uint8Array(2);
      } finally {
        isClosed = true;
      }
    };
    for await (const piece of piecesOf(endless(), () => 2)) {
      expect(piece).toEqual(new Uint8Array(2));
      break;
    }
    expect(isClosed).toBe(true);
  });
});

describe("the size of pieces", () => {
  it("grows up to 4 MB on a quick network and falls to 64 KB on a slow one", () => {
    const pace = createPiecePace();
    const sizes: number[] = [];
    const take = (ms: number): void => {
      pace.took(pace.pieceBytes(), ms);
      sizes.push(pace.pieceBytes());
    };
    for (const ms of [20, 20, 20, 20, 1000, 9000, 9000]) take(ms);
    expect(sizes).toEqual([1, 2, 4, 4, 4, 2, 1].map((size) => size * mib));
    for (let count = 0; count < 9; count += 1) take(9000);
    expect(sizes.at(-1)).toBe(64 * kib);
  });

  it("stays below what a proxy refused, and gives up at 64 KB", () => {
    const pace = createPiecePace();
    expect([pace.shrink(), pace.pieceBytes()]).toEqual([true, 256 * kib]);
    pace.took(256 * kib, 1);
    expect(pace.pieceBytes()).toBe(256 * kib);
    expect([pace.shrink(), pace.shrink(), pace.shrink()]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

async function* streamOf(
  chunks: readonly Uint8Array[],
  failure: Error | null = null,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if (failure !== null) throw failure;
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of bytes) expect(piece.byteLength).toBeGreaterThan(0);
}
