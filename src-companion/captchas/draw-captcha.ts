import { randomInt } from "node:crypto";
import { captchaGlyphs, type Point } from "./captcha-glyphs.ts";
import { writePng } from "./write-png.ts";

const width = 160;
const height = 56;
const paper = 248;
const ink = 40;

/** A PNG with this text, every letter turned, sheared and bent on its own, and lines across. */
export function drawCaptcha(text: string): Buffer {
  const grey = new Uint8Array(width * height).fill(paper);
  const place = width / (text.length + 0.5);
  const wave = waveOf();
  for (const [index, character] of Array.from(text).entries()) {
    const bend = bendOf(place * (index + 0.75), wave);
    for (const stroke of captchaGlyphs[character] ?? [])
      drawLine(grey, refine(stroke).map(bend), 2.1, ink);
  }
  for (let line = 0; line < 4; line += 1)
    drawLine(grey, strayLine(), 0.8, 70 + between(0, 60));
  for (let dot = 0; dot < 60; dot += 1) {
    const at: Point = [between(0, width), between(0, height)];
    drawLine(grey, [at, at], between(0.5, 1.1), 90 + between(0, 80));
  }
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
  const angle = (between(-22, 22) * Math.PI) / 180;
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
  const from = between(0, height);
  const to = between(0, height);
  const depth = between(-12, 12);
  return Array.from({ length: 17 }, (_, step): Point => {
    const part = step / 16;
    return [
      width * part,
      from + (to - from) * part + depth * Math.sin(part * Math.PI * 2),
    ];
  });
}

/** With soft edges; where lines cross, the darker one counts. */
function drawLine(
  grey: Uint8Array,
  line: readonly Point[],
  radius: number,
  shade: number,
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
        const value = paper + (shade - paper) * Math.min(1, cover);
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
