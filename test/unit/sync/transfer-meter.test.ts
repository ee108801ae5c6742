import { describe, expect, it } from "vitest";
import { countFilings } from "../../../src-main/sync/count-filings.ts";
import type { SyncedFiling } from "../../../src-main/sync/synced-filings.ts";
import { createTransferMeter } from "../../../src-main/sync/transfer-meter.ts";

const filingId = "0f8fad5b-d9cb-469f-a165-70867728950e";
const file = (sha256: string, size: number) => ({
  sha256,
  size,
  fileName: `${sha256}.pdf`,
});

describe("what is on its way", () => {
  it("tells files, bytes, speed and the time left, not counting where an earlier try had come to", () => {
    let now = 0;
    const meter = createTransferMeter(
      () => now,
      () => undefined,
    );
    meter.begin(filingId, "save");
    meter.expectFiles(5, [file("a", 1000), file("b", 4000)]);
    meter.beginFile(file("a", 1000));
    meter.report("a", 600);
    now = 1000;
    meter.report("a", 1000);
    meter.endFile("a");
    meter.beginFile(file("b", 4000));
    meter.report("b", 0);
    now = 2000;
    meter.report("b", 1600);
    expect(meter.view()).toEqual({
      filingId,
      purpose: "save",
      sentFiles: 4,
      totalFiles: 5,
      sentBytes: 2600,
      totalBytes: 5000,
      // 400 and 1600 bytes in two seconds.
      bytesPerSecond: 1000,
      secondsLeft: 3,
      files: [{ sha256: "b", fileName: "b.pdf", sentBytes: 1600, size: 4000 }],
    });
    meter.end();
    expect(meter.view()).toBeNull();
  });

  it("says nothing of the speed before there is anything to judge by", () => {
    const meter = createTransferMeter(
      () => 0,
      () => undefined,
    );
    meter.begin(filingId, "submission");
    meter.expectFiles(1, [file("a", 10)]);
    meter.beginFile(file("a", 10));
    meter.report("a", 0);
    expect(meter.view()).toMatchObject({
      bytesPerSecond: null,
      secondsLeft: null,
    });
  });
});

describe("草稿, 待发送 and 已发送", () => {
  it("put every filing in one of the three, and tell how many need the clerk", () => {
    const filing = (parts: Partial<SyncedFiling>): SyncedFiling =>
      ({
        pending: null,
        outgoing: null,
        failure: null,
        serverVersion: null,
        ...parts,
      }) as SyncedFiling;
    const outgoing = (state: "frozen" | "queued") =>
      ({ state }) as SyncedFiling["outgoing"];
    const pending = { kind: "save" } as SyncedFiling["pending"];
    const failure = { code: "filing-version-conflict" } as const;
    expect(
      countFilings([
        filing({}),
        filing({ failure }),
        filing({ pending }),
        filing({ serverVersion: 2, pending, failure }),
        filing({ serverVersion: 2, outgoing: outgoing("queued") }),
        filing({ serverVersion: 2, outgoing: outgoing("frozen") }),
      ]),
    ).toEqual({ draft: 2, waiting: 3, sent: 1, attention: 2 });
  });
});
