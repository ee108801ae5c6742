import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  isForBackup,
  isForRestore,
  shareAttachments,
} from "../../../src-main/backups/keep-attachments.ts";

const address = "ab".repeat(32);
const whole = Buffer.alloc(1_500_000, "sealed");
const damaged = Buffer.from(whole).fill(0, 1_200_000, 1_200_016);
const cut = whole.subarray(0, 1000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keep-attachments-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pathIn = (root: string): string => join(folder, root, "ab", address);

function put(root: string, bytes: Buffer): void {
  mkdirSync(join(folder, root, "ab"), { recursive: true });
  writeFileSync(pathIn(root), bytes);
}

async function share(
  isBetter: typeof isForRestore,
  from: Buffer,
  to: Buffer,
): Promise<{ kept: Buffer; aside: Buffer[]; names: string[] }> {
  put("from", from);
  put("to", to);
  const asideFolder = join(folder, "aside");
  mkdirSync(asideFolder);
  await shareAttachments([address], {
    from: join(folder, "from"),
    to: join(folder, "to"),
    asideFolder,
    isBetter,
  });
  return {
    kept: readFileSync(pathIn("to")),
    aside: readdirSync(asideFolder).map((name) =>
      readFileSync(join(asideFolder, name)),
    ),
    names: readdirSync(join(folder, "to", "ab")),
  };
}

describe("restoring an attachment", () => {
  it.each([
    ["damaged", damaged],
    ["cut", cut],
  ])(
    "takes the backup's where the profile's is %s, and keeps the old one aside",
    async (_how, bytes) => {
      const { kept, aside, names } = await share(isForRestore, whole, bytes);
      expect([
        kept.equals(whole),
        aside.map((old) => old.equals(bytes)),
        names,
      ]).toEqual([true, [true], [address]]);
    },
  );

  it.each([
    ["the same", whole],
    ["cut off itself", cut],
  ])("leaves the profile's where the backup's is %s", async (_how, bytes) => {
    const { kept, aside } = await share(isForRestore, bytes, whole);
    expect([kept.equals(whole), aside]).toEqual([true, []]);
  });
});

describe("backing up an attachment", () => {
  it.each([
    ["what was cut off in the backup is made whole", whole, cut],
    ["what was cut off in the profile spoils no good copy", cut, whole],
    ["what was damaged in the profile spoils no good copy", damaged, whole],
  ])("%s", async (_what, from, to) => {
    const { kept } = await share(isForBackup, from, to);
    expect(kept.equals(whole)).toBe(true);
  });
});
