import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileOf } from "../../../src-main/attachments/attachment-folder.ts";
import { attachmentAddress } from "../../../src-main/attachments/attachment-table-store.ts";
import {
  headerBytes,
  sealedFileBytes,
} from "../../../src-main/attachments/file-cipher.ts";
import {
  eraseUnnamedAttachments,
  sweepAttachments,
} from "../../../src-main/attachments/sweep-attachments.ts";
import {
  sealedSegmentBytes,
  segmentBytes,
} from "../../../src-main/storage/segments.ts";
import {
  openTestProfile,
  testNow,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

const digestOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");
const pathOf = (sha256: string): string =>
  fileOf(profile.attachmentFolder, attachmentAddress(profile.key, sha256));

async function put(bytes: Uint8Array): Promise<string> {
  const sha256 = digestOf(bytes);
  await profile.attachments.put(sha256, bytes);
  return sha256;
}

async function readAll(sha256: string, fromByte?: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of profile.attachments.read(sha256, fromByte))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

function flip(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

describe("a stored file", () => {
  it.each([
    1,
    segmentBytes - 1,
    segmentBytes,
    segmentBytes + 1,
    3 * segmentBytes,
    1_000_000,
  ])(
    "of %i bytes comes back from every byte on, after a restart too",
    async (size) => {
      const bytes = randomBytes(size);
      const sha256 = await put(bytes);
      profile = profile.reopen();
      expect(profile.attachments.size(sha256)).toBe(size);
      const offsets = [0, 1, segmentBytes - 1, segmentBytes, size - 1, size];
      for (const offset of offsets.filter((at) => at <= size)) {
        const rest = await readAll(sha256, offset);
        expect(rest.equals(bytes.subarray(offset))).toBe(true);
      }
    },
  );

  it("stands under a name that says nothing, in bytes that say nothing", async () => {
    const bytes = Buffer.from("canary ".repeat(30_000));
    const sha256 = await put(bytes);
    const path = pathOf(sha256);
    expect(path).not.toContain(sha256);
    const sealed = readFileSync(path);
    expect(sealed.includes("canary")).toBe(false);
    expect(sealed.length).toBe(sealedFileBytes(bytes.length));
  });

  it("is kept once, however often it is put", async () => {
    const bytes = randomBytes(5000);
    const sha256 = await put(bytes);
    const before = readFileSync(pathOf(sha256));
    await put(bytes);
    expect(readFileSync(pathOf(sha256)).equals(before)).toBe(true);
    expect(profile.attachments.list()).toEqual([
      { sha256, size: 5000, createdAt: testNow.toISOString() },
    ]);
  });

  it("is refused, with nothing left behind, where its bytes have another digest", async () => {
    await expect(
      profile.attachments.put("0".repeat(64), Buffer.from("bytes")),
    ).rejects.toThrow("attachment-incomplete");
    expect(existsSync(profile.attachmentFolder.root)).toBe(false);
  });

  it("gives out no byte of a damaged segment, and none of a shortened file", async () => {
    const size = 3 * segmentBytes + 10;
    const sha256 = await put(randomBytes(size));
    const path = pathOf(sha256);
    const whole = readFileSync(path);
    const damage: (() => void)[] = [
      () => flip(path, 0),
      () => flip(path, headerBytes - 1),
      () => flip(path, headerBytes),
      () => flip(path, headerBytes + sealedSegmentBytes + 5),
      () => flip(path, whole.length - 1),
      () => truncateSync(path, whole.length - 26),
      () => truncateSync(path, headerBytes + sealedSegmentBytes),
      () => rmSync(path),
      // A name whose bytes the disk cannot give.
      () => {
        rmSync(path);
        mkdirSync(path);
      },
    ];
    for (const harm of damage) {
      harm();
      await expect(readAll(sha256)).rejects.toThrow("attachment-store-damaged");
      expect(await profile.attachments.isWhole(sha256)).toBe(false);
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, whole);
    }
    expect(await profile.attachments.isWhole(sha256)).toBe(true);
  });

  it("gives out the whole segments before a damaged one, and nothing after", async () => {
    const bytes = randomBytes(3 * segmentBytes);
    const sha256 = await put(bytes);
    flip(pathOf(sha256), headerBytes + sealedSegmentBytes + 5);
    const given: Uint8Array[] = [];
    await expect(async () => {
      for await (const piece of profile.attachments.read(sha256))
        given.push(piece);
    }).rejects.toThrow("attachment-store-damaged");
    expect(Buffer.concat(given).equals(bytes.subarray(0, segmentBytes))).toBe(
      true,
    );
  });

  it("does not open under another file's name, nor with its segments reordered", async () => {
    const one = await put(randomBytes(2 * segmentBytes));
    const other = await put(randomBytes(2 * segmentBytes));
    const sealed = readFileSync(pathOf(one));
    const [first, second] = [0, 1].map((index) =>
      sealed.subarray(
        headerBytes + index * sealedSegmentBytes,
        headerBytes + (index + 1) * sealedSegmentBytes,
      ),
    );
    writeFileSync(
      pathOf(one),
      Buffer.concat([
        sealed.subarray(0, headerBytes),
        second ?? Buffer.alloc(0),
        first ?? Buffer.alloc(0),
      ]),
    );
    await expect(readAll(one)).rejects.toThrow("attachment-store-damaged");
    renameSync(pathOf(other), pathOf(one));
    await expect(readAll(one)).rejects.toThrow("attachment-store-damaged");
  });

  it("is made whole by putting the same bytes again", async () => {
    const bytes = randomBytes(100_000);
    const sha256 = await put(bytes);
    flip(pathOf(sha256), 70_000);
    await put(bytes);
    expect((await readAll(sha256)).equals(bytes)).toBe(true);
  });

  it("is not here before it is put and after it is erased", async () => {
    const bytes = randomBytes(10);
    const sha256 = digestOf(bytes);
    expect(profile.attachments.has(sha256)).toBe(false);
    await put(bytes);
    profile.attachments.rememberUploadPath(sha256, "/v1/uploads/abc");
    expect(profile.attachments.uploadPath(sha256)).toBe("/v1/uploads/abc");
    await profile.attachments.erase(sha256);
    expect([
      profile.attachments.has(sha256),
      profile.attachments.uploadPath(sha256),
      existsSync(pathOf(sha256)),
    ]).toEqual([false, null, false]);
    await expect(async () => readAll(sha256)).rejects.toThrow(
      "attachment-not-here",
    );
  });

  it("belongs to its identity alone", async () => {
    const bytes = randomBytes(10);
    const sha256 = await put(bytes);
    const folder = profile.folder;
    profile.database.close();
    const other = openTestProfile(folder, "two");
    const isSeen = other.attachments.has(sha256);
    other.database.close();
    profile = openTestProfile(folder, "one");
    expect(isSeen).toBe(false);
    expect((await readAll(sha256)).equals(bytes)).toBe(true);
  });
});

describe("sweeping", () => {
  const later = new Date(testNow.getTime() + 3 * 24 * 60 * 60 * 1000);

  it("removes half-written files and old files without a row, never one with a row", async () => {
    const kept = await put(randomBytes(10));
    const { incoming, root } = profile.attachmentFolder;
    writeFileSync(join(incoming, "half"), "half");
    const orphan = join(root, "ab", "ab".repeat(32));
    const young = join(root, "cd", "cd".repeat(32));
    for (const [path, at] of [
      [orphan, testNow],
      [young, later],
      [pathOf(kept), testNow],
    ] as const) {
      mkdirSync(dirname(path), { recursive: true });
      if (!existsSync(path)) writeFileSync(path, "orphan");
      utimesSync(path, at, at);
    }
    await sweepAttachments(profile.database, profile.attachmentFolder, later);
    expect({
      half: existsSync(incoming) ? readdirSync(incoming) : [],
      orphan: existsSync(orphan),
      young: existsSync(young),
      kept: await profile.attachments.isWhole(kept),
    }).toEqual({ half: [], orphan: false, young: true, kept: true });
  });

  it("erases files that no filing names, a day after they came", async () => {
    const named = await put(randomBytes(10));
    const unnamed = await put(randomBytes(11));
    const names = () => new Set([named]);
    await eraseUnnamedAttachments(profile.attachments, names, testNow);
    expect(profile.attachments.has(unnamed)).toBe(true);
    await eraseUnnamedAttachments(profile.attachments, names, later);
    expect(
      [named, unnamed].map((sha256) => profile.attachments.has(sha256)),
    ).toEqual([true, false]);
  });
});
