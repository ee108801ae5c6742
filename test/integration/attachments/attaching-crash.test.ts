import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sweepAttachments } from "../../../src-main/attachments/sweep-attachments.ts";
import {
  openTestProfile,
  testNow,
} from "../../fixtures/storage/open-test-profile.ts";

const program = join(import.meta.dirname, "attach-until-killed.ts");
const size = 1_200_000;
const bytes = Buffer.alloc(size, "attached");
const sha256 = createHash("sha256").update(bytes).digest("hex");

interface Aftermath {
  readonly signal: NodeJS.Signals | null;
  /** Empty: nobody was told that the file is attached. */
  readonly said: string;
  readonly hasRow: boolean;
  readonly isWhole: boolean;
  readonly halfWritten: number;
}

async function attachAndDieAt(fatalStep: number): Promise<Aftermath> {
  const folder = mkdtempSync(join(tmpdir(), "filing-attach-"));
  const { signal, stdout } = spawnSync(
    process.execPath,
    [program, folder, String(fatalStep), String(size)],
    { encoding: "utf8" },
  );
  const profile = openTestProfile(folder);
  const { attachments, attachmentFolder, database } = profile;
  const hasRow = attachments.has(sha256);
  const isWhole = await attachments.isWhole(sha256);
  await sweepAttachments(database, attachmentFolder, testNow);
  const halfWritten = readdirSync(folder, { recursive: true }).filter((name) =>
    String(name).includes("incoming"),
  ).length;
  profile.remove();
  return { signal, said: stdout, hasRow, isWhole, halfWritten };
}

/** What a power cut can come between; a step that is gone from here would be killed at no more. */
const stepTable =
  "start mkdir open append append sync mkdir rename open sync open sync open sync row commit";

describe("attaching a file", () => {
  it("leaves a row with its whole file or no row at all, killed at whatever step", async () => {
    const seen = new Set<string>();
    for (let fatalStep = 1; ; fatalStep++) {
      const after = await attachAndDieAt(fatalStep);
      if (after.signal === null) {
        expect(after.said).toBe(`attached ${stepTable}\n`);
        break;
      }
      expect({ fatalStep, ...after }).toMatchObject({
        fatalStep,
        signal: "SIGKILL",
        isWhole: after.hasRow,
        halfWritten: 0,
      });
      seen.add(`row ${after.hasRow}, told ${after.said !== ""}`);
    }
    expect([...seen].sort()).toEqual([
      "row false, told false",
      "row true, told false",
      "row true, told true",
    ]);
  }, 120_000);
});
