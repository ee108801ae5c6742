import { expect, it } from "vitest";
import { createSubmissionsUnderWay } from "../../../src-companion/submissions/submissions-under-way.ts";

it("answers whether one is here only when those of the same code are decided, however they end", async () => {
  const underWay = createSubmissionsUnderWay();
  const [one, other, refused] = [
    Promise.withResolvers<string>(),
    Promise.withResolvers<string>(),
    Promise.withResolvers<string>(),
  ];
  const accepted = underWay.during("A", one.promise);
  void underWay.during("B", other.promise);
  const failed = underWay.during("A", refused.promise);
  let isDecided = false;
  const asking = underWay.decided("A").then(() => (isDecided = true));
  one.resolve("receipt");
  expect(await accepted).toBe("receipt");
  expect(isDecided).toBe(false);
  refused.reject(new Error("submission-stale"));
  await expect(failed).rejects.toThrow("submission-stale");
  await asking;
  // Nothing is left of them, and B's is nobody's here.
  await underWay.decided("A");
  expect(isDecided).toBe(true);
});
