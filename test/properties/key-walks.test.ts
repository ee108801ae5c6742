import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openKeyWalkDesk, type KeyWalkDesk } from "./key-walk-desk.ts";
import {
  foresee,
  freshModel,
  isLastAsRemembered,
  look,
  nothingSpent,
  pinTries,
  rememberedOf,
  slots,
  type KeyModel,
} from "./key-walk-model.ts";
import { randomStep, seededRandom } from "./key-walk-steps.ts";

// A failing walk is walked again alone, with the seed it prints:
// KEY_WALK_SEED=… KEY_WALKS=1 npx vitest run test/properties/key-walks.test.ts
const environment = process.env;
const seed = Number(
  environment["KEY_WALK_SEED"] ?? Math.floor(Math.random() * 2 ** 31),
);
const walks = Number(environment["KEY_WALKS"] ?? 100);
const stepsOfAWalk = 10;
const waitAtMost = { timeout: 30_000, interval: 20 };

describe("keys that come and go", () => {
  let desk: KeyWalkDesk;
  beforeAll(async () => {
    desk = await openKeyWalkDesk();
  }, 120_000);
  afterAll(() => desk.close());

  it(
    `never try a PIN without a click, never sign with another certificate, and show what is there (seed ${seed}, ${walks} walks)`,
    async () => {
      for (let walk = 0; walk < walks; walk += 1)
        await walkOnce(desk, seed + walk);
      await desk.begin();
      expect(desk.spent()).toEqual(nothingSpent);
      expect(desk.defects).toEqual([]);
    },
    Math.max(10 * 60_000, walks * 10_000),
  );
});

async function walkOnce(desk: KeyWalkDesk, walkSeed: number): Promise<void> {
  const random = seededRandom(walkSeed);
  const model = freshModel();
  const walked: unknown[] = [];
  await desk.begin();
  expect(desk.spent(), `before ${String(walkSeed)}`).toEqual(nothingSpent);
  for (let index = 0; index < stepsOfAWalk; index += 1) {
    const step = randomStep(random);
    walked.push(step);
    const told = `KEY_WALK_SEED=${walkSeed} KEY_WALKS=1: ${JSON.stringify(walked)}`;
    const expected = foresee(model, step);
    const outcome = await desk.play(step);
    expect({ outcome, ...desk.spent() }, told).toEqual(expected);
    look(model);
    await vi.waitFor(async () => {
      expect(await desk.picture(), told).toEqual(pictureOf(model));
    }, waitAtMost);
    expect(desk.spent(), `after the last of ${told}`).toEqual(nothingSpent);
  }
}

function pictureOf(model: KeyModel) {
  const { session, present, wrongPins } = model;
  return {
    session:
      session === null
        ? null
        : session.isLocked
          ? { slot: session.slot, isLocked: true }
          : {
              slot: session.slot,
              isLocked: false,
              signing: session.signing,
            },
    keys: slots
      .filter((slot) => present.has(slot))
      .map((slot) => {
        const wrong = wrongPins.get(slot) ?? 0;
        return {
          slot,
          isFinalTry: wrong === pinTries - 1 || isLastAsRemembered(model, slot),
          isLocked: wrong >= pinTries,
          uncertainTries: rememberedOf(model, slot).uncertain,
        };
      }),
  };
}
