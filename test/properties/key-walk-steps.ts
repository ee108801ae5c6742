import type { Fault, KeyStep, PinEntry } from "./key-walk-model.ts";
import { slots } from "./key-walk-model.ts";

/** mulberry32: the same walk for the same seed, on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// The weights keep a walk inside a session most of the time, where there is most to go wrong. Hangs cost their time limit.
const kinds: readonly (readonly [KeyStep["kind"], number])[] = [
  ["sign-in", 4],
  ["choose", 3],
  ["sign", 6],
  ["remove", 3],
  ["insert", 4],
  ["unlock", 4],
  ["sign-out", 1],
  ["crash-while-idle", 0.5],
  ["lose-driver", 0.3],
];
const faults: readonly (readonly [Fault | null, number])[] = [
  [null, 80],
  [{ at: "C_Login", kind: "crash" }, 2],
  [{ at: "C_Login", kind: "pulled" }, 4],
  [{ at: "C_Login", kind: "error" }, 4],
  [{ at: "C_Login", kind: "hang" }, 0.4],
  [{ at: "C_Login", kind: "sign-out" }, 2],
  [{ at: "C_Login", kind: "lock" }, 2],
  [{ at: "C_Sign", kind: "crash" }, 2],
  [{ at: "C_Sign", kind: "pulled" }, 4],
  [{ at: "C_Sign", kind: "error" }, 4],
  [{ at: "C_Sign", kind: "hang" }, 0.4],
  [{ at: "C_Sign", kind: "sign-out" }, 2],
  [{ at: "C_Sign", kind: "lock" }, 2],
];

export function randomStep(random: () => number): KeyStep {
  const kind = pick(random, kinds);
  const slot = pick(
    random,
    slots.map((each) => [each, each === 1 ? 3 : 1] as const),
  );
  const entry: PinEntry = {
    isRight: random() < 0.7,
    isFinalTryConfirmed: random() < 0.4,
    fault: pick(random, faults),
  };
  switch (kind) {
    case "insert":
    case "remove":
    case "choose":
      return { kind, slot };
    case "sign-in":
    case "unlock":
      return { kind, slot, entry };
    case "sign":
      return { kind, entry };
    default:
      return { kind };
  }
}

function pick<Choice>(
  random: () => number,
  choices: readonly (readonly [Choice, number])[],
): Choice {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  throw new Error("nothing to choose from");
}
