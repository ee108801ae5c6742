import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** A disk of 6 MB that exists for this program alone and goes with it. */
const onSmallDisk =
  'mount -t tmpfs -o size=6m tmpfs "$1" && exec "$2" "$3" "$1"';

describe("a full disk", () => {
  it("is named at every place, loses nothing that was kept, and work goes on once there is room", () => {
    const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
    const program = join(import.meta.dirname, "work-on-full-disk.ts");
    const told = execFileSync(
      "unshare",
      [
        ...["--user", "--map-root-user", "--mount", "sh", "-c", onSmallDisk],
        ...["sh", folder, process.execPath, program],
      ],
      { encoding: "utf8" },
    );
    rmdirSync(folder);
    expect(JSON.parse(told)).toEqual({
      whileFull: {
        keep: "storage-disk-full",
        attach: "attachment-disk-full",
        backUp: "storage-disk-full",
        kept: expect.toBeOneOf([1, 3000]) as number,
      },
      afterwards: {
        keep: "done",
        attach: "done",
        backUp: "done",
        check: "ok",
        half: [],
      },
      scope: "二",
      isWhole: true,
    });
  }, 120_000);
});
