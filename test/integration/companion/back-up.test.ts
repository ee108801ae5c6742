import { rmSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filePathIn } from "../../../src-companion/files/file-shelf.ts";
import { startCompanion } from "../../../src-companion/start-companion.ts";
import { backUpDataFolder } from "../../../src-companion/storage/back-up-data-folder.ts";
import { createRequester, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  digestOf,
  otherUscc,
  save,
  signedInEnterprise,
  submit,
  type TestEnterprise,
} from "./test-enterprise.ts";
import { makePdf } from "../../fixtures/files/make-files.ts";
import { uploadWhole } from "./tus-client.ts";

let companion: TestCompanion;
let enterprise: TestEnterprise;
let folder: string;
beforeEach(async () => {
  companion = await startTestCompanion();
  enterprise = await signedInEnterprise(companion);
  folder = await mkdtemp(join(tmpdir(), "back-up-"));
});
afterEach(async () => {
  await companion.close();
  await rm(folder, { recursive: true, force: true });
});

const backUp = (to = "backup") =>
  backUpDataFolder(companion.dataDir, join(folder, to));

describe("a backup of the API's data folder", () => {
  it("made while clients save holds everything acknowledged before, and starts as the same API", async () => {
    const submitted = await save(companion, enterprise);
    await submit(companion, enterprise, submitted);
    const other = await signedInEnterprise(companion, otherUscc);
    let latest = await save(companion, other);
    const acknowledged = latest.version;
    const stop = new AbortController();
    const saving = (async () => {
      while (!stop.signal.aborted)
        latest = await save(companion, other, {
          filingId: latest.id,
          baseVersion: latest.version,
        });
    })();
    const made = await backUp();
    stop.abort();
    await saving;
    expect([made, latest.version > acknowledged]).toEqual([
      { files: 2, copied: 2 },
      true,
    ]);

    const restored = await startCompanion({
      host: "127.0.0.1",
      port: 0,
      dataDir: join(folder, "backup"),
      log: pino({ level: "silent" }),
      now: () => companion.clock.now,
    });
    try {
      const ask = createRequester(restored.origin);
      const read = (requester: typeof ask, id: string, token: string) =>
        succeed(requester, "filing", { params: { filingId: id }, token });
      const { filing } = await read(ask, latest.id, other.token);
      expect([
        await succeed(ask, "receiptKeys"),
        await read(ask, submitted.id, enterprise.token),
        filing.version >= acknowledged,
      ]).toEqual([
        await succeed(companion.request, "receiptKeys"),
        await read(companion.request, submitted.id, enterprise.token),
        true,
      ]);
    } finally {
      await restored.close();
    }
    expect(statSync(join(folder, "backup/companion.sqlite")).mode & 0o777).toBe(
      0o600,
    );
  });

  it("made again into the same folder copies only what is new", async () => {
    const first = makePdf({ text: "first" });
    await uploadWhole(companion.origin, enterprise.token, first);
    expect(await backUp()).toEqual({ files: 1, copied: 1 });
    const second = makePdf({ text: "second" });
    await uploadWhole(companion.origin, enterprise.token, second);
    expect(await backUp()).toEqual({ files: 2, copied: 1 });
  });

  it("is not called done where a file is missing", async () => {
    const bytes = makePdf({ text: "gone" });
    await uploadWhole(companion.origin, enterprise.token, bytes);
    rmSync(filePathIn(companion.dataDir, enterprise.uscc, digestOf(bytes)));
    await expect(backUp()).rejects.toThrow("ENOENT");
  });
});
