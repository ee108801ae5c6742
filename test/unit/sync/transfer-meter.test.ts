import { describe, expect, it } from "vitest";
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
