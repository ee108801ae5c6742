import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  nextAttempt,
  shrunkLimitBytes,
  type NextAttempt,
  type Tried,
} from "../../../../src-renderer/attachments/shrinking/next-attempt.ts";
import { shrunkName } from "../../../../src-renderer/attachments/shrinking/shrunk-name.ts";

/** A picture whose JPEG weighs so many bytes a square pixel at full quality, and less with less. */
function search(longEdge: number, bytesPerPixel: number) {
  const tried: Tried[] = [];
  let next: NextAttempt;
  while ((next = nextAttempt(longEdge, tried)).kind === "try") {
    const pixels = next.longEdge ** 2 * 0.75;
    const bytes = Math.ceil(pixels * bytesPerPixel * (next.quality / 100) ** 2);
    tried.push({ longEdge: next.longEdge, quality: next.quality, bytes });
    if (tried.length > 60) throw new Error("the search does not end");
  }
  return { end: next, tried };
}

const taken = (longEdge: number, bytesPerPixel: number) => {
  const { end } = search(longEdge, bytesPerPixel);
  return end.kind === "take" ? end.attempt : end;
};

describe("searching size and quality of a shrunk picture", () => {
  it("keeps every pixel and the best quality where that fits", () => {
    expect(taken(1600, 0.1)).toMatchObject({ longEdge: 1600, quality: 92 });
  });

  it("gives up quality before pixels", () => {
    const { longEdge, quality } = taken(1600, 0.3) as Tried;
    expect(longEdge).toBe(1600);
    expect(quality).toBeGreaterThanOrEqual(60);
    expect(quality).toBeLessThan(92);
  });

  it("gives up pixels before quality falls below 60", () => {
    const { longEdge, quality } = taken(4000, 0.4) as Tried;
    expect(longEdge).toBeLessThan(4000);
    expect(longEdge).toBeGreaterThanOrEqual(1000);
    expect(quality).toBeGreaterThanOrEqual(60);
  });

  it("lowers the quality once more at 1000 pixels, and no further than 40", () => {
    expect(taken(4000, 1.5)).toMatchObject({ longEdge: 1000 });
    expect(search(4000, 3).end).toEqual({
      kind: "too-detailed",
      longEdge: 1000,
    });
  });

  it("takes no pixel from a picture that has fewer than 1000", () => {
    expect(taken(800, 0.9)).toMatchObject({ longEdge: 800 });
    expect(search(800, 5).end).toEqual({ kind: "too-detailed", longEdge: 800 });
  });

  it("never draws more pixels than help reading", () => {
    expect(
      Math.max(...search(30_000, 0.01).tried.map(({ longEdge }) => longEdge)),
    ).toBe(4096);
  });

  it("ends within 16 attempts with what fits, or says that nothing does", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40_000 }),
        fc.double({ min: 0.001, max: 20, noNaN: true }),
        (longEdge, bytesPerPixel) => {
          const { end, tried } = search(longEdge, bytesPerPixel);
          const fits = (one: Tried) => one.bytes <= shrunkLimitBytes;
          expect(tried.length).toBeLessThanOrEqual(16);
          if (end.kind === "take") {
            expect(fits(end.attempt)).toBe(true);
            expect(end.attempt.longEdge).toBeGreaterThanOrEqual(
              Math.min(1000, longEdge),
            );
          } else expect(tried.some(fits)).toBe(false);
        },
      ),
    );
  });
});

describe("the name of a shrunk picture", () => {
  it.each([
    ["营业执照.PNG", "营业执照.jpg"],
    ["公章 (2).jpeg", "公章 (2).jpg"],
    ["a.png.jpg", "a.png.jpg"],
    ["扫描.2026.jpg", "扫描.2026.jpg"],
    ["CON.png", "CON.jpg"],
  ])("%s becomes %s", (name, shrunk) => {
    expect(shrunkName(name)).toBe(shrunk);
  });
});
