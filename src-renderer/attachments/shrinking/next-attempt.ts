/** What a shrunk picture may weigh: a little under the manual's 300K, so that nobody reads 300,000 bytes as too large. */
export const shrunkLimitBytes = 300_000;

// Below this small print and seals can no longer be read.
const legibleLongEdge = 1000;
// More pixels than this never help reading, and take seconds to encode.
const longestEdge = 4096;
// JPEG qualities in percent. Pixels are given up before quality falls below `good`; `lowest` is for the floor alone.
const best = 92;
const good = 60;
const lowest = 40;
const closeEnough = 3;

export interface Attempt {
  readonly longEdge: number;
  readonly quality: number;
}

export interface Tried extends Attempt {
  readonly bytes: number;
}

export type NextAttempt =
  | ({ readonly kind: "try" } & Attempt)
  | { readonly kind: "take"; readonly attempt: Tried }
  | { readonly kind: "too-detailed"; readonly longEdge: number };

/**
 * Quality first, then pixels: halves the qualities that may fit at one size; where none fits, goes on with fewer
 * pixels. The long edge never falls below 1000 pixels, or below its own length where it has fewer.
 * @param tried in the order they were tried
 */
export function nextAttempt(
  originalLongEdge: number,
  tried: readonly Tried[],
): NextAttempt {
  const floor = Math.min(legibleLongEdge, originalLongEdge);
  const longEdge =
    tried.at(-1)?.longEdge ?? Math.min(longestEdge, originalLongEdge);
  const here = tried.filter((each) => each.longEdge === longEdge);
  const fitting = here
    .filter(({ bytes }) => bytes <= shrunkLimitBytes)
    .toSorted((one, other) => other.quality - one.quality)[0];
  const tooBig = here
    .filter(({ bytes }) => bytes > shrunkLimitBytes)
    .toSorted((one, other) => one.quality - other.quality)[0];

  if (fitting !== undefined) return between(fitting, tooBig);
  if (tooBig === undefined) return { kind: "try", longEdge, quality: good };
  if (longEdge > floor)
    return {
      kind: "try",
      longEdge: fewerPixels(tooBig, floor),
      quality: good,
    };
  return tooBig.quality > lowest
    ? { kind: "try", longEdge, quality: lowest }
    : { kind: "too-detailed", longEdge };
}

function between(fitting: Tried, tooBig: Tried | undefined): NextAttempt {
  const { longEdge } = fitting;
  if (tooBig === undefined)
    return fitting.quality >= best
      ? { kind: "take", attempt: fitting }
      : { kind: "try", longEdge, quality: best };
  if (tooBig.quality - fitting.quality <= closeEnough)
    return { kind: "take", attempt: fitting };
  const quality = Math.floor((fitting.quality + tooBig.quality) / 2);
  return { kind: "try", longEdge, quality };
}

/** A JPEG weighs about as much as it has pixels; a little less each time, so that the search ends. */
function fewerPixels({ longEdge, bytes }: Tried, floor: number): number {
  const ratio = Math.sqrt(shrunkLimitBytes / bytes);
  return Math.max(floor, Math.floor(longEdge * Math.min(ratio * 0.98, 0.95)));
}
