import { appendFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { open, type FileHandle } from "node:fs/promises";
import type { Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startCompanion } from "../../../src-companion/start-companion.ts";
import { makePdf } from "../../fixtures/files/make-files.ts";
import { digestOf, otherUscc, signedInEnterprise } from "./test-enterprise.ts";
import { sendPiece, speakTus, uploadWhole } from "./tus-client.ts";
import { useUploadDesk } from "./upload-desk.ts";

const waitAtMost = { timeout: 30_000, interval: 20 };

const desk = useUploadDesk();
afterEach(() => void vi.restoreAllMocks());

const grown = (path: string): Promise<void> =>
  vi.waitFor(() => {
    expect(desk.grownBytes(path)).toBeGreaterThan(0);
  }, waitAtMost);

/** What Node itself does with every open file; a call through, seen or held up. */
async function fileHandles(): Promise<FileHandle> {
  const handle = await open(import.meta.filename);
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

async function answerOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (String(chunk).includes("}")) break;
  }
  return Buffer.concat(chunks).toString();
}

describe("the pieces of an upload", () => {
  it("goes on at the byte where it stopped", async () => {
    const bytes = makePdf({ bytes: 200_000 });
    const path = await desk.begin(bytes);
    await desk.send(path, 0, bytes.subarray(0, 70_001));
    expect((await desk.head(path)).offset).toBe(70_001);
    expect(await desk.send(path, 70_001, bytes.subarray(70_001))).toMatchObject(
      {
        status: 204,
        offset: 200_000,
      },
    );
    expect(await desk.heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("keeps what came before the connection broke", async () => {
    const bytes = makePdf({ bytes: 500_000 });
    const path = await desk.begin(bytes);
    const socket = desk.openPiece(
      path,
      bytes.length,
      bytes.subarray(0, 123_456),
    );
    await grown(path);
    socket.destroy();
    const { offset } = await desk.head(path);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(123_456);
    await desk.send(path, offset ?? 0, bytes.subarray(offset ?? 0));
    expect(await desk.heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("goes on after the API was started again", async () => {
    const bytes = makePdf({ bytes: 100_000 });
    const path = await desk.begin(bytes);
    await desk.send(path, 0, bytes.subarray(0, 40_000));
    const second = await startCompanion({
      host: "127.0.0.1",
      port: 0,
      dataDir: desk.companion.dataDir,
      log: pino({ level: "silent" }),
      now: () => desk.companion.clock.now,
    });
    const found = await speakTus(second.origin, {
      method: "HEAD",
      path,
      token: desk.enterprise.token,
    });
    const sent = await sendPiece(
      second.origin,
      desk.enterprise.token,
      path,
      40_000,
      bytes.subarray(40_000),
    );
    await second.close();
    expect([found.offset, sent.status]).toEqual([40_000, 204]);
    expect(await desk.heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("is finished by asking for it when the last byte came and its answer did not", async () => {
    const bytes = makePdf({ bytes: 5000 });
    const path = await desk.begin(bytes);
    await desk.send(path, 0, bytes.subarray(0, 4000));
    // What a process leaves behind that dies between the last byte and its judgement.
    appendFileSync(
      join(desk.companion.dataDir, "incoming", path.split("/").at(-1) ?? ""),
      bytes.subarray(4000),
    );
    expect((await desk.head(path)).status).toBe(404);
    expect(await desk.heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("is refused at another offset than the one reached", async () => {
    const bytes = makePdf({ bytes: 2000 });
    const path = await desk.begin(bytes);
    expect(await desk.send(path, 1000, bytes.subarray(1000))).toMatchObject({
      status: 409,
      code: "upload-offset-wrong",
    });
  });

  it("are answered for when they are on the disk", async () => {
    const bytes = makePdf({ bytes: 5000 });
    const path = await desk.begin(bytes);
    const synced = vi.spyOn(await fileHandles(), "datasync");
    const { status } = await desk.send(path, 0, bytes.subarray(0, 1000));
    expect([status, synced.mock.settledResults]).toEqual([
      204,
      [{ type: "fulfilled", value: undefined }],
    ]);
  });

  it("of a connection that went slow give way to the next ones, and that connection is told to ask for the offset", async () => {
    const bytes = makePdf({ bytes: 5000 });
    const path = await desk.begin(bytes);
    const slow = desk.openPiece(path, 5000, bytes.subarray(0, 1000));
    await grown(path);
    const [answer, next] = await Promise.all([
      answerOf(slow),
      desk.send(path, 1000, bytes.subarray(1000)),
    ]);
    expect([
      answer.slice(0, 12),
      answer.includes("upload-offset-wrong"),
      next.status,
    ]).toEqual(["HTTP/1.1 409", true, 204]);
  });

  it("are 16 at a time for one enterprise; the next is told when to come again, and others go on", async () => {
    const begun = Array.from({ length: 16 }, (_, each) =>
      makePdf({ text: String(each), bytes: 5000 }),
    );
    const sockets = [];
    for (const bytes of begun) {
      const path = await desk.begin(bytes);
      sockets.push(desk.openPiece(path, 5000, bytes.subarray(0, 1000)));
      await grown(path);
    }
    const one = makePdf({ text: "one more", bytes: 5000 });
    const path = await desk.begin(one);
    const refused = await answerOf(desk.openPiece(path, 5000, one));
    expect([
      refused.slice(0, 12),
      /^retry-after: 2\r$/im.test(refused),
      refused.includes("uploads-too-many"),
    ]).toEqual(["HTTP/1.1 429", true, true]);
    const other = await signedInEnterprise(desk.companion, otherUscc);
    await uploadWhole(desk.companion.origin, other.token, one);
    for (const socket of sockets) socket.destroy();
    await vi.waitFor(async () => {
      expect((await desk.send(path, 0, one)).status).toBe(204);
    }, waitAtMost);
  });

  it("that are complete are judged and kept before the API ends", async () => {
    const bytes = makePdf({ bytes: 5000 });
    const path = await desk.begin(bytes);
    const handles = await fileHandles();
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const syncing = vi
      .spyOn(handles, "sync")
      .mockImplementation(async function (this: FileHandle) {
        await held;
        await this.datasync();
      });
    const socket = desk.openPiece(path, 5000, bytes);
    await vi.waitFor(() => expect(syncing).toHaveBeenCalled(), waitAtMost);
    socket.destroy();
    setTimeout(goOn, 500);
    await desk.companion.restartAfter(0);
    expect(await desk.heldOf(digestOf(bytes))).toHaveLength(1);
  });
});
