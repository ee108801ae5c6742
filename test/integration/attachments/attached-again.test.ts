import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eraseUnnamedAttachments } from "../../../src-main/attachments/sweep-attachments.ts";
import {
  openTestProfile,
  testNow,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const later = new Date(testNow.getTime() + 3 * 24 * 60 * 60 * 1000);

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

async function put(bytes: Uint8Array): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await profile.attachments.put(sha256, bytes);
  return sha256;
}

interface StoredFile {
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Two old files, in the order in which a sweep comes to them. */
async function putTwo(): Promise<{ first: StoredFile; second: StoredFile }> {
  const [bytes, others] = [randomBytes(10), randomBytes(11)];
  const one = { sha256: await put(bytes), bytes };
  const other = { sha256: await put(others), bytes: others };
  const [row] = profile.attachments.list();
  return row?.sha256 === one.sha256
    ? { first: one, second: other }
    : { first: other, second: one };
}

describe("a file that nothing names, swept while somebody works", () => {
  it("stays where it is attached again meanwhile", async () => {
    const { first, second } = await putTwo();
    profile.setNow(later);
    const sweeping = eraseUnnamedAttachments(
      profile.attachments,
      () => new Set<string>(),
      later,
    );
    const putting = put(second.bytes);
    await Promise.all([sweeping, putting]);
    const { attachments } = profile;
    expect([
      attachments.has(first.sha256),
      await attachments.isWhole(second.sha256),
      attachments.find(second.sha256)?.createdAt,
    ]).toEqual([false, true, later.toISOString()]);
  });

  it("stays where a filing names it by then", async () => {
    const { first, second } = await putTwo();
    const names = new Set<string>();
    const sweeping = eraseUnnamedAttachments(
      profile.attachments,
      () => new Set(names),
      later,
    );
    names.add(second.sha256);
    await sweeping;
    expect(
      [first, second].map((file) => profile.attachments.has(file.sha256)),
    ).toEqual([false, true]);
  });
});

it("the first file of a profile is on disk with the folder it lies in", async () => {
  const synced: string[] = [];
  const { open } = fs;
  fs.open = async (...given) => {
    const handle = await open(...given);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      await sync();
      synced.push(String(given[0]));
    };
    return handle;
  };
  syncBuiltinESMExports();
  try {
    await put(randomBytes(10));
    expect(synced).toContain(profile.folder);
    synced.length = 0;
    await put(randomBytes(11));
    expect(synced).not.toContain(profile.folder);
  } finally {
    fs.open = open;
    syncBuiltinESMExports();
  }
});
