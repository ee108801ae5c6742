export type Point = readonly [x: number, y: number];

/**
 * Letters and digits that nobody takes for another, not even with a stray line across: no E beside F, no R beside P, no 7
 * beside T. Strokes on a grid four wide and six high instead of a font: they bend one by one, and no font file must be
 * shipped.
 */
export const captchaGlyphs: Readonly<
  Record<string, readonly (readonly Point[])[]>
> = {
  A: [
    [
      [0, 6],
      [2, 0],
      [4, 6],
    ],
    [
      [0.8, 3.8],
      [3.2, 3.8],
    ],
  ],
  C: [arc(2.2, 3, 2.2, 3, 320, 40)],
  F: [
    [
      [4, 0],
      [0, 0],
      [0, 6],
    ],
    [
      [0, 3],
      [3.2, 3],
    ],
  ],
  H: [
    [
      [0, 0],
      [0, 6],
    ],
    [
      [4, 0],
      [4, 6],
    ],
    [
      [0, 3],
      [4, 3],
    ],
  ],
  K: [
    [
      [0, 0],
      [0, 6],
    ],
    [
      [4, 0],
      [0, 3.2],
      [4, 6],
    ],
  ],
  L: [
    [
      [0, 0],
      [0, 6],
      [4, 6],
    ],
  ],
  M: [
    [
      [0, 6],
      [0, 0],
      [2, 3.4],
      [4, 0],
      [4, 6],
    ],
  ],
  N: [
    [
      [0, 6],
      [0, 0],
      [4, 6],
      [4, 0],
    ],
  ],
  P: [
    [[0, 6], [0, 0], [2.4, 0], ...arc(2.4, 1.6, 1.6, 1.6, -90, 90), [0, 3.2]],
  ],
  T: [
    [
      [0, 0],
      [4, 0],
    ],
    [
      [2, 0],
      [2, 6],
    ],
  ],
  U: [[[0, 0], [0, 4], ...arc(2, 4, 2, 2, 180, 0), [4, 0]]],
  W: [
    [
      [0, 0],
      [1, 6],
      [2, 2.2],
      [3, 6],
      [4, 0],
    ],
  ],
  X: [
    [
      [0, 0],
      [4, 6],
    ],
    [
      [4, 0],
      [0, 6],
    ],
  ],
  Y: [
    [
      [0, 0],
      [2, 3],
      [4, 0],
    ],
    [
      [2, 3],
      [2, 6],
    ],
  ],
  "3": [
    [...arc(1.9, 1.5, 1.9, 1.5, -150, 90), [1.4, 3]],
    [[1.4, 3], ...arc(1.9, 4.5, 2, 1.5, -90, 150)],
  ],
  "6": [arc(2, 4.1, 2, 1.9, 0, 360), arc(3.4, 4.1, 3.4, 4.1, 180, 270)],
  "9": [arc(2, 1.9, 2, 1.9, 0, 360), arc(0.6, 1.9, 3.4, 4.1, 0, 90)],
};

/** Part of an ellipse in degrees, clockwise from the right where `to` is larger, else the other way round. */
function arc(
  centreX: number,
  centreY: number,
  radiusX: number,
  radiusY: number,
  from: number,
  to: number,
): Point[] {
  const steps = 14;
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return [
      centreX + radiusX * Math.cos(angle),
      centreY + radiusY * Math.sin(angle),
    ];
  });
}
