import { describe, expect, it } from "vitest";
import {
  fromHash,
  toHash,
  type Place,
} from "../../../src-renderer/app/place.ts";

const filingId = "11111111-1111-4111-8111-111111111111";

describe("the place in the address", () => {
  it.each<Place>([
    { kind: "hall" },
    { kind: "guide" },
    { kind: "filings" },
    { kind: "filing-detail", filingId },
    { kind: "filing-form", filingId, mode: "new" },
    { kind: "filing-form", filingId, mode: "edit" },
    { kind: "filing-form", filingId, mode: "amend" },
  ])("comes back from a reload: %o", (place) => {
    expect(fromHash(toHash(place))).toEqual(place);
  });

  it("leads to the nearest sensible page when the address is not ours", () => {
    expect(
      ["", "#", "#/x", "#/filings/../etc", `#/filings/${filingId}/x`].map(
        fromHash,
      ),
    ).toEqual([
      { kind: "hall" },
      { kind: "hall" },
      { kind: "hall" },
      { kind: "filings" },
      { kind: "filing-detail", filingId },
    ]);
  });
});
