import { randomInt } from "node:crypto";
import { captchaGlyphs, type Point } from "./captcha-glyphs.ts";
import { writePng } from "./write-png.ts";

const width = 160;
const height = 56;
const paper = 248;
const ink = 40;

/**
 * A PNG with this text, every letter turned, sheared and bent on its own. What goes across it has the shade and the
 * widths of the letters, so that neither a threshold nor thinning takes it away.
 */
export function drawCaptcha(text: string): Buffer {
  const grey = new Uint8Array(width * height).fill(paper);
  const wave = waveOf();
  const centres = spreadLetters(text.length);
  for (const [index, character] of Array.from(text).entries()) {
    const bend = bendOf(centres[index] ?? 0, wave);
    for (const stroke of captchaGlyphs[character] ?? [])
      drawLine(grey, refine(stroke).map(bend), penRadius());
  }
  drawLine(grey, strayLine(), penRadius());
  for (let dash = 0; dash < 3; dash += 1)
    drawLine(grey, strayDash(), penRadius());
  return writePng(width, height, grey);
}

/** What a captcha may say: glyphs of ours, so many. */
export function randomCaptchaText(length = 4): string {
  const known = Object.keys(captchaGlyphs);
  return Array.from(
    { length },
    () => known[randomInt(known.length)] ?? "",
  ).join("");
}

function penRadius(): number {
  return between(1.4, 2);
}

/** Where letters stand: some almost touch, others stand apart, so that no ruler cuts them. */
export function spreadLetters(count: number): number[] {
  const gaps = Array.from({ length: count + 1 }, (_, index) =>
    index === 0 || index === count ? between(0.6, 0.8) : between(0.8, 1.2),
  );
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  let at = 0;
  return gaps.slice(0, count).map((gap) => {
    at += gap;
    return (width * at) / whole;
  });
}

type Bend = (point: Point) => Point;

function waveOf(): Bend {
  const length = between(28, 46);
  const phase = between(0, 6);
  const depth = between(1.5, 3);
  return ([x, y]) => [
    x + Math.sin(y / 9 + phase),
    y + depth * Math.sin((x / length) * 2 * Math.PI + phase),
  ];
}

function bendOf(centreX: number, wave: Bend): Bend {
  const angle = (between(-18, 18) * Math.PI) / 180;
  const size = between(5.2, 6.4);
  const shear = between(-0.25, 0.25);
  const centreY = height / 2 + between(-4, 4);
  return ([gridX, gridY]) => {
    const y = (gridY - 3) * size;
    const x = (gridX - 2) * size + shear * y;
    return wave([
      centreX + x * Math.cos(angle) - y * Math.sin(angle),
      centreY + x * Math.sin(angle) + y * Math.cos(angle),
    ]);
  };
}

/** Long strokes get points between, so that they can bend. */
function refine(stroke: readonly Point[]): Point[] {
  return stroke.flatMap((point, index) => {
    const next = stroke[index + 1];
    if (next === undefined) return [point];
    return [0, 0.25, 0.5, 0.75].map((part): Point => [
      point[0] + (next[0] - point[0]) * part,
      point[1] + (next[1] - point[1]) * part,
    ]);
  });
}

function strayLine(): Point[] {
  const from = between(8, height - 8);
  const to = between(8, height - 8);
  const depth = between(3, 6);
  const phase = between(0, 2 * Math.PI);
  return Array.from({ length: 33 }, (_, step): Point => {
    const part = step / 32;
    return [
      width * part,
      from + (to - from) * part + depth * Math.sin(part * Math.PI * 3 + phase),
    ];
  });
}

/** Short and bent, as part of a letter might be. */
function strayDash(): Point[] {
  const [x, y] = [between(0, width), between(0, height)];
  const angle = between(0, 2 * Math.PI);
  const turn = between(-1, 1);
  const step = between(2, 4.5);
  return [
    [x, y],
    [x + step * Math.cos(angle), y + step * Math.sin(angle)],
    [
      x + step * (Math.cos(angle) + Math.cos(angle + turn)),
      y + step * (Math.sin(angle) + Math.sin(angle + turn)),
    ],
  ];
}

/** With soft edges; where lines cross, the darker one counts. */
function drawLine(
  grey: Uint8Array,
  line: readonly Point[],
  radius: number,
): void {
  for (const [index, start] of line.entries()) {
    const end = line[index + 1] ?? start;
    const reach = radius + 1;
    const left = Math.max(0, Math.floor(Math.min(start[0], end[0]) - reach));
    const right = Math.min(width - 1, Math.max(start[0], end[0]) + reach);
    const top = Math.max(0, Math.floor(Math.min(start[1], end[1]) - reach));
    const bottom = Math.min(height - 1, Math.max(start[1], end[1]) + reach);
    for (let y = top; y <= bottom; y += 1)
      for (let x = left; x <= right; x += 1) {
        const cover = radius + 0.5 - distance([x, y], start, end);
        if (cover <= 0) continue;
        const value = paper + (ink - paper) * Math.min(1, cover);
        const at = y * width + x;
        grey[at] = Math.min(grey[at] ?? paper, value);
      }
  }
}

function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along =
    squared === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / squared;
  const part = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x1 - part * (x2 - x1), y - y1 - part * (y2 - y1));
}

/** Not a secret, but from the same source: no second kind of chance in this program. */
function between(from: number, to: number): number {
  return from + ((to - from) * randomInt(1_000_000)) / 1_000_000;
}
