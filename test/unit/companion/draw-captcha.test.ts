import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  drawCaptcha,
  randomCaptchaText,
  spreadLetters,
} from "../../../src-companion/captchas/draw-captcha.ts";

const width = 160;
const height = 56;
const pictures = 40;

/** The shades of a picture, row by row. */
function shadesOf(png: Buffer): Uint8Array {
  const start = png.indexOf("IDAT");
  const rows = inflateSync(
    png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)),
  );
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const row = Math.floor(at / width);
    return rows[at + row + 1] ?? 0;
  });
}

/** Of many pictures together, what stays dark; once `thinned`, only with all eight neighbours dark too. */
function countDark(text: () => string) {
  const counts = { bare: new Map<number, number>(), thinned: 0 };
  for (let each = 0; each < pictures; each += 1) {
    const shades = shadesOf(drawCaptcha(text()));
    for (const threshold of thresholds)
      counts.bare.set(
        threshold,
        (counts.bare.get(threshold) ?? 0) +
          shades.filter((shade) => shade <= threshold).length,
      );
    counts.thinned += thin(shades);
  }
  return counts;
}

const thresholds = [40, 60, 80, 120, 160, 200, 240];
const around = [-1, 0, 1].flatMap((row) =>
  [-1, 0, 1].map((column) => row * width + column),
);

function thin(shades: Uint8Array): number {
  return shades.filter((_, at) =>
    around.every((step) => (shades[at + step] ?? 255) <= 120),
  ).length;
}

describe("the picture of a captcha", () => {
  it("crosses its letters with what no threshold and no thinning takes away before them", () => {
    const noise = countDark(() => "");
    const whole = countDark(() => randomCaptchaText());
    const shares = thresholds.map(
      (threshold) =>
        (noise.bare.get(threshold) ?? 0) / (whole.bare.get(threshold) ?? 0),
    );
    for (const share of shares) expect(share).toBeGreaterThan(0.2);
    expect(noise.thinned / whole.thinned).toBeGreaterThan(0.1);
    // And leaves the letters the most of it, so that people can read them.
    for (const share of shares) expect(share).toBeLessThan(0.6);
  });

  it("sets its letters at no even distance, all of them inside", () => {
    const rows = Array.from({ length: 200 }, () => spreadLetters(4));
    const gaps = rows.map((row) =>
      row.slice(1).map((centre, index) => centre - (row[index] ?? 0)),
    );
    const ratios = gaps.map((each) => Math.max(...each) / Math.min(...each));
    expect(ratios.filter((ratio) => ratio > 1.1).length).toBeGreaterThan(120);
    expect(Math.min(...rows.flat())).toBeGreaterThan(15);
    expect(Math.max(...rows.flat())).toBeLessThan(width - 15);
    // Far enough apart for two letters of common width.
    expect(Math.min(...gaps.flat())).toBeGreaterThan(22);
  });
});
