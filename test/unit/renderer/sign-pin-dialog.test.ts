import { describe, expect, it } from "vitest";
import { isSigningOver } from "../../../src-renderer/filings/sign-pin-dialog.tsx";

describe("what is at stake after a signature that failed", () => {
  it("is a PIN again only where the key has judged it or was not asked", () => {
    expect(
      (["key-pin-wrong", "key-pin-length", "key-pin-final-try"] as const).map(
        isSigningOver,
      ),
    ).toEqual([true, true, true]);
    expect(
      (
        [
          "key-removed",
          "key-driver-crashed",
          "key-driver-hung",
          "key-driver-error",
          "key-cancelled",
        ] as const
      ).map(isSigningOver),
    ).toEqual([false, false, false, false, false]);
  });
});
