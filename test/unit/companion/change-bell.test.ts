import { describe, expect, it } from "vitest";
import { createChangeBell } from "../../../src-companion/filings/change-bell.ts";

const long = 60_000;

describe("the change bell", () => {
  it("wakes every listener of the enterprise, also one that had not begun to wait", async () => {
    const bell = createChangeBell();
    const listeners = [bell.listen("A"), bell.listen("A")];
    bell.ring("A");
    await Promise.all(listeners.map((listener) => listener.wait(long)));
  });

  it("lets others sleep until their time is up", async () => {
    const bell = createChangeBell();
    const listener = bell.listen("B");
    bell.ring("A");
    const woken = await Promise.race([
      listener.wait(long).then(() => "woken"),
      Promise.resolve("asleep"),
    ]);
    expect(woken).toBe("asleep");
    listener.cancel();
    await createChangeBell().listen("B").wait(1);
  });

  it("wakes everybody when it closes, and whoever comes later", async () => {
    const bell = createChangeBell();
    const early = bell.listen("A");
    bell.close();
    await Promise.all([early.wait(long), bell.listen("B").wait(long)]);
  });
});
