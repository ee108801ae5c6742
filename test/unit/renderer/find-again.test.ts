import { describe, expect, it } from "vitest";
import { findAgain } from "../../../src-renderer/session/find-again.ts";
import type { KeyOverview } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { makeCertificate, makeOverview } from "./make-key-overview.ts";

type Driver = KeyOverview["drivers"][number];

const driver = (path: string, problem: Driver["problem"] = null): Driver => ({
  name: path,
  path,
  problem,
  isAwaited: false,
});
const chosen = makeCertificate({ shownBy: ["/own", "/twin"] });
const other = makeCertificate({
  id: "other",
  certificateSha256: "b".repeat(64),
  keySerialNumber: "0002",
  shownBy: ["/empty"],
});

describe("a chosen certificate", () => {
  const after = (...drivers: Driver[]) =>
    findAgain(makeOverview([], { drivers }), chosen);
  const pulled = { kind: "pulled" };

  it("is pulled where one of its drivers works and does not show it, whatever stands beside", () => {
    expect([
      after(driver("/own"), driver("/empty")),
      after(driver("/own"), driver("/other", "key-driver-crashed")),
      after(driver("/own", "key-driver-crashed"), driver("/twin")),
      after(driver("/own", "key-removed"), driver("/x", "key-driver-hung")),
      findAgain(makeOverview([other], { drivers: [driver("/own")] }), chosen),
    ]).toEqual([pulled, pulled, pulled, pulled, pulled]);
  });

  it("is not said to be pulled where only drivers work that never showed it", () => {
    const drivers = [driver("/own", "key-driver-crashed"), driver("/empty")];
    expect([
      after(...drivers),
      findAgain(makeOverview([other], { drivers }), chosen),
    ]).toEqual([
      { kind: "unclear", code: "key-driver-crashed" },
      { kind: "unclear", code: "key-driver-crashed" },
    ]);
  });

  it("is not said to be pulled where its key is in and cannot be read", () => {
    const withToken = (problem: KeyOverview["tokens"][number]["problem"]) =>
      findAgain(
        makeOverview([], {
          tokens: [
            {
              label: chosen.keyLabel,
              serialNumber: chosen.keySerialNumber,
              problem,
            },
          ],
        }),
        chosen,
      );
    expect([
      withToken("key-busy"),
      withToken("key-removed"),
      withToken(null),
    ]).toEqual([
      { kind: "unclear", code: "key-busy" },
      pulled,
      { kind: "unclear", code: "certificate-changed" },
    ]);
  });

  it("is the same one under another id, and by its id where two keys hold it", () => {
    const elsewhere = makeCertificate({ id: "elsewhere" });
    expect([
      findAgain(makeOverview([elsewhere]), chosen),
      findAgain(makeOverview([elsewhere, chosen]), chosen),
    ]).toEqual([
      { kind: "here", certificate: elsewhere },
      { kind: "here", certificate: chosen },
    ]);
  });
});
