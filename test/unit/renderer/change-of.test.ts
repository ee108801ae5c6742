import { describe, expect, it } from "vitest";
import { changeOf } from "../../../src-renderer/data-safety/change-of.ts";
import type { BackupFiling } from "../../../src-shared/backups/backup-procedures.ts";

const changedAt = "2024-02-26T02:00:00.000Z";
const idle = { state: "to-submit", changedAt, isWaiting: false } as const;
const waiting = { ...idle, isWaiting: true };
const later = { ...idle, changedAt: "2024-02-26T03:00:00.000Z" };

function change(
  inBackup: BackupFiling["inBackup"],
  now: BackupFiling["now"],
  isNowReadable = true,
) {
  const filingId = "6a0f3f57-0a51-4b7e-9a53-9b7f2c1d0e11";
  const filing = { filingId, kind: "new", year: 2024 } as const;
  return changeOf({ ...filing, inBackup, now }, isNowReadable);
}

describe("what a restore does to a filing", () => {
  it("is told of one that waits to be sent now and not in the backup, however else they are alike", () => {
    expect([
      change(idle, waiting),
      change(null, waiting),
      change(waiting, waiting),
    ]).toEqual(["resend", "resend", "same"]);
  });

  it("is told by what stands there", () => {
    expect([
      change(idle, idle),
      change(idle, later),
      change(null, idle),
      change(idle, null),
      change(idle, null, false),
    ]).toEqual(["same", "older", "gone", "back", "unknown"]);
  });
});
