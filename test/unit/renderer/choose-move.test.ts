import { describe, expect, it } from "vitest";
import { chooseMove } from "../../../src-renderer/app/choose-move.ts";

const replaced = { filingId: "1", from: "approved", to: "void" } as const;
const approved = {
  filingId: "2",
  from: "under-review",
  to: "approved",
} as const;

describe("the line that tells of state changes", () => {
  it("tells the approval, not that the older filing was replaced by it", () => {
    expect(chooseMove([replaced, approved])).toEqual(approved);
    expect(chooseMove([replaced])).toEqual(replaced);
  });

  it("leaves what the clerk just did to its own sentence", () => {
    const submitted = {
      filingId: "2",
      from: "to-submit",
      to: "under-review",
    } as const;
    expect(chooseMove([submitted])).toBeNull();
    expect(chooseMove([])).toBeNull();
  });
});
