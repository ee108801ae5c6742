import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  moveInOutbox,
  tellSendingState,
  type OutboxEvent,
  type OutboxFacts,
  type OutboxStage,
} from "../../../src-shared/filings/outbox.ts";

const events: OutboxEvent[] = [
  "freeze",
  "edit",
  "sign",
  "leave",
  "cancel",
  "withdraw",
  "keep-receipt",
];

/** Where a submission is after these, and what was refused on the way. */
function play(happened: readonly OutboxEvent[]): {
  stage: OutboxStage;
  refused: OutboxEvent[];
} {
  let stage: OutboxStage = "editing";
  const refused: OutboxEvent[] = [];
  for (const event of happened) {
    const next = moveInOutbox(stage, event);
    if (next === undefined) refused.push(event);
    else stage = next;
  }
  return { stage, refused };
}

describe("the outbox", () => {
  it("leads from editing over the signature to the receipt", () => {
    expect(
      play(["edit", "freeze", "sign", "leave", "leave", "keep-receipt"]),
    ).toEqual({ stage: "accepted", refused: [] });
  });

  it("goes back to editing before anything left, and afterwards only when the API has nothing", () => {
    expect(play(["freeze", "sign", "cancel"])).toEqual({
      stage: "editing",
      refused: [],
    });
    expect(play(["freeze", "sign", "leave", "cancel", "edit"])).toEqual({
      stage: "sending",
      refused: ["cancel", "edit"],
    });
    expect(play(["freeze", "sign", "leave", "withdraw"])).toEqual({
      stage: "editing",
      refused: [],
    });
  });

  it("is accepted by a kept receipt alone, and only after a signature, whatever else happens", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (happened) => {
        let stage: OutboxStage = "editing";
        let isSigned = false;
        for (const event of happened) {
          const next = moveInOutbox(stage, event);
          if (next === "accepted")
            expect([event, isSigned]).toEqual(["keep-receipt", true]);
          if (next === undefined) continue;
          if (event === "sign") isSigned = true;
          if (next === "editing" || next === "frozen") isSigned = false;
          stage = next;
        }
      }),
    );
  });

  it("changes nothing that is signed until it was taken back", () => {
    for (const stage of ["queued", "sending"] as const)
      expect(
        (["freeze", "edit", "sign"] as const).map((event) =>
          moveInOutbox(stage, event),
        ),
      ).toEqual([undefined, undefined, undefined]);
  });
});

describe("what the clerk is shown of it", () => {
  const facts: OutboxFacts = {
    outgoing: null,
    isChangeWaiting: false,
    isKnownToCompanion: false,
    failure: null,
    progress: null,
  };
  const signed = { state: "queued", signature: "c2ln" } as const;
  const progress = { sentFiles: 2, totalFiles: 9 };
  const problem = { code: "submission-base-moved" } as const;

  it("names every stage", () => {
    const shown: OutboxFacts[] = [
      facts,
      { ...facts, isChangeWaiting: true },
      { ...facts, outgoing: { state: "frozen", signature: null } },
      { ...facts, outgoing: signed, isChangeWaiting: true },
      { ...facts, outgoing: signed },
      { ...facts, outgoing: signed, progress },
      { ...facts, isChangeWaiting: true, progress },
      { ...facts, isKnownToCompanion: true },
      { ...facts, outgoing: signed, progress, failure: problem },
    ];
    expect(shown.map(tellSendingState)).toEqual([
      { kind: "editing" },
      { kind: "saved" },
      { kind: "frozen" },
      { kind: "signed", isSigned: true },
      { kind: "queued", isSigned: true },
      { kind: "uploading", ...progress },
      { kind: "uploading", ...progress },
      { kind: "accepted" },
      { kind: "needs-attention", problem },
    ]);
  });
});
