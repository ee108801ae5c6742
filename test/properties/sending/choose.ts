/** Mulberry32: the same choices every time for the same seed. */
export interface Choices {
  /** 0 ≤ n < below */
  number(below: number): number;
  chance(share: number): boolean;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
}

export function chooseBy(seed: number): Choices {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    number: (below) => Math.floor(next() * below),
    chance: (share) => next() < share,
    oneOf: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}
