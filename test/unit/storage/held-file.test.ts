import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { whenFree } from "../../../src-main/storage/held-file.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function tryWhile(
  code: string,
  failures: number,
): Promise<{ tries: number; end: string; afterMs: number }> {
  let tries = 0;
  const begunAt = Date.now();
  const ending = whenFree(async () => {
    tries += 1;
    if (tries <= failures) throw Object.assign(new Error(code), { code });
    return "done";
  }).catch((error: unknown) => String(error));
  await vi.runAllTimersAsync();
  return { tries, end: await ending, afterMs: Date.now() - begunAt };
}

describe("a file that another program holds", () => {
  it.each(["EBUSY", "EPERM", "EACCES", "EMFILE"])(
    "is tried again until it is free: %s",
    async (code) => {
      expect(await tryWhile(code, 3)).toEqual({
        tries: 4,
        end: "done",
        afterMs: 70,
      });
    },
  );

  it("is given up after two seconds", async () => {
    expect(await tryWhile("EBUSY", Infinity)).toEqual({
      tries: 9,
      end: "Error: EBUSY",
      afterMs: 2000,
    });
  });

  it("is nothing that a full disk looks like", async () => {
    expect(await tryWhile("ENOSPC", 1)).toEqual({
      tries: 1,
      end: "Error: ENOSPC",
      afterMs: 0,
    });
  });
});
