import { createHash } from "node:crypto";
import {
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PageReply } from "../../../src-main/attachments/answer-attachment-request.ts";
import { fileOf } from "../../../src-main/attachments/attachment-folder.ts";
import { attachmentAddress } from "../../../src-main/attachments/attachment-table-store.ts";
import {
  createAttachments,
  type AttachmentFeature,
} from "../../../src-main/attachments/handle-attachments.ts";
import { removeTemporaryCopies } from "../../../src-main/attachments/open-copy.ts";
import type { Attachment } from "../../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import { makeDocx, makeJpg, makePdf } from "../../fixtures/files/make-files.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

let profile: TestProfile;
let feature: AttachmentFeature;
let opened: string[];
/** What the API holds. */
let companion: Map<string, Uint8Array>;

beforeEach(() => {
  profile = openTestProfile();
  opened = [];
  companion = new Map();
  feature = createAttachments({
    profileFolder: profile.folder,
    store: () => profile.attachments,
    fetchFromCompanion: async function* (sha256) {
      const bytes = companion.get(sha256);
      if (bytes === undefined) throw new ProblemError("file-not-found");
      yield bytes.subarray(0, 100);
      yield bytes.subarray(100);
    },
    openFile: async (path) => void opened.push(path),
    now: profile.now,
  });
});
afterEach(async () => {
  await feature.close();
  profile.remove();
});

const digestOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

async function post(ticket: string, offset: number, body: Uint8Array) {
  const reply = await feature.answerRequest({
    method: "POST",
    ticket,
    offset,
    body,
  });
  const text = (await bodyOf(reply)).toString("utf8");
  return { status: reply.status, received: readReceived(text) };
}

function readReceived(text: string): unknown {
  return text === ""
    ? null
    : (JSON.parse(text) as { received: unknown }).received;
}

async function bodyOf({ body }: PageReply): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function begin(
  fileName: string,
  size: number,
  fileKind:
    "officialLetter" | "officialSeal" | "threeYearPlan" = "threeYearPlan",
): Promise<string> {
  const begun = await feature.handlers["attachments.begin"]({
    fileKind,
    fileName,
    size,
  });
  return begun.ticket;
}

async function attach(
  fileName: string,
  bytes: Uint8Array,
): Promise<Attachment> {
  const ticket = await begin(fileName, bytes.length);
  for (let offset = 0; offset < bytes.length; offset += 1024 * 1024)
    await post(ticket, offset, bytes.subarray(offset, offset + 1024 * 1024));
  return feature.handlers["attachments.finish"]({ ticket });
}

async function fetchOnce(ticket: string) {
  const reply = await feature.answerRequest({
    method: "GET",
    ticket,
    offset: 0,
    body: null,
  });
  return {
    status: reply.status,
    headers: reply.headers,
    bytes: await bodyOf(reply),
  };
}

describe("attaching", () => {
  it("keeps a file that came in pieces, and names it by its bytes", async () => {
    const bytes = makePdf({ bytes: 3_000_000 });
    expect(await attach("规划 .. CON.pdf", bytes)).toEqual({
      fileName: "规划 .. CON.pdf",
      size: bytes.length,
      mediaType: "application/pdf",
      sha256: digestOf(bytes),
    });
    expect(await profile.attachments.isWhole(digestOf(bytes))).toBe(true);
  });

  it("takes the same piece twice, and no piece out of order or beyond the announced size", async () => {
    const bytes = makePdf({ bytes: 3000 });
    const ticket = await begin("a.pdf", bytes.length);
    const part = (from: number, to: number) =>
      post(ticket, from, bytes.subarray(from, to));
    expect([
      await part(0, 1000),
      await part(0, 1000),
      await part(2000, 3000),
      await part(500, 1500),
      await post(ticket, 1000, Buffer.alloc(2001)),
      await part(1000, 3000),
    ]).toEqual([
      { status: 200, received: 1000 },
      { status: 200, received: 1000 },
      { status: 409, received: 1000 },
      { status: 409, received: 1000 },
      { status: 413, received: 1000 },
      { status: 200, received: 3000 },
    ]);
    const kept = await feature.handlers["attachments.finish"]({ ticket });
    expect(kept.sha256).toBe(digestOf(bytes));
  });

  it("refuses by size and name before a byte is sent", async () => {
    await expect(async () => begin("a.pdf", 0)).rejects.toThrow(
      "attachment-empty",
    );
    await expect(async () =>
      begin("a.jpg", 300 * 1024 + 1, "officialSeal"),
    ).rejects.toThrow("attachment-picture-too-large");
    await expect(async () =>
      begin("a.pdf", 10 * 1024 * 1024 + 1),
    ).rejects.toThrow("attachment-too-large");
    await expect(async () => begin(" ", 10)).rejects.toThrow(
      "attachment-name-unusable",
    );
  });

  it("leaves nothing behind of a file that is refused, incomplete or cancelled", async () => {
    await expect(
      attach("setup.pdf", Buffer.from("MZ program")),
    ).rejects.toThrow("attachment-renamed");
    const short = await begin("a.pdf", 100);
    await post(short, 0, Buffer.alloc(50));
    await expect(
      feature.handlers["attachments.finish"]({ ticket: short }),
    ).rejects.toThrow("attachment-incomplete");
    const cancelled = await begin("a.pdf", 100);
    await feature.handlers["attachments.cancel"]({ ticket: cancelled });
    expect((await post(cancelled, 0, Buffer.alloc(50))).status).toBe(404);
    expect(profile.attachments.list()).toEqual([]);
    expect(existsSync(profile.attachmentFolder.root)).toBe(false);
  });

  it("knows a ticket once, and none that it did not give", async () => {
    const bytes = makeJpg();
    const ticket = await begin("a.jpg", bytes.length);
    await post(ticket, 0, bytes);
    await feature.handlers["attachments.finish"]({ ticket });
    await expect(async () =>
      feature.handlers["attachments.finish"]({ ticket }),
    ).rejects.toThrow("attachment-ticket-unknown");
    expect((await post("x".repeat(43), 0, bytes)).status).toBe(404);
  });

  it("forgets tickets at sign-out and after a quarter of an hour without use", async () => {
    const first = await begin("a.pdf", 100);
    feature.forgetTickets();
    const second = await begin("a.pdf", 100);
    profile.setNow(new Date(profile.now().getTime() + 16 * 60 * 1000));
    await begin("a.pdf", 100);
    expect([
      (await post(first, 0, Buffer.alloc(1))).status,
      (await post(second, 0, Buffer.alloc(1))).status,
    ]).toEqual([404, 404]);
  });
});

describe("giving a file out", () => {
  it("shows a picture inside the client, once per ticket, and never lets its type be guessed", async () => {
    const bytes = makeJpg();
    const { sha256 } = await attach("公章.jpg", bytes);
    const { ticket, mediaType } = await feature.handlers["attachments.read"]({
      sha256,
      fileName: "公章.jpg",
      purpose: "view",
    });
    const reply = await fetchOnce(ticket);
    expect(mediaType).toBe("image/jpeg");
    expect(reply.bytes.equals(bytes)).toBe(true);
    expect(reply.headers).toEqual({
      "content-type": "image/jpeg",
      "content-length": String(bytes.length),
      "content-disposition": "inline; filename*=UTF-8''%E5%85%AC%E7%AB%A0.jpg",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "cross-origin-resource-policy": "same-origin",
    });
    expect((await fetchOnce(ticket)).status).toBe(404);
  });

  it("downloads under a harmless name, and a document never opens inside", async () => {
    const { sha256 } = await attach("a.docx", makeDocx());
    const disposition = async (
      fileName: string,
      purpose: "view" | "download",
    ): Promise<string | undefined> => {
      const { ticket } = await feature.handlers["attachments.read"]({
        sha256,
        fileName,
        purpose,
      });
      return (await fetchOnce(ticket)).headers["content-disposition"];
    };
    expect([
      await disposition('"; filename=evil.exe', "view"),
      await disposition("../../it's (1).docx", "download"),
      await disposition("half \ud800.docx", "download"),
    ]).toEqual([
      "attachment; filename*=UTF-8''_%3B%20filename%3Devil.docx",
      "attachment; filename*=UTF-8''_.._it%27s%20%281%29.docx",
      "attachment; filename*=UTF-8''half%20_.docx",
    ]);
  });

  it("fetches what this machine lacks or holds damaged from the API, and keeps it", async () => {
    const bytes = makePdf({ text: "from the API" });
    const sha256 = digestOf(bytes);
    const read = () =>
      feature.handlers["attachments.read"]({
        sha256,
        fileName: "a.pdf",
        purpose: "view",
      });
    await expect(read()).rejects.toThrow("attachment-not-here");
    companion.set(sha256, bytes);
    expect((await fetchOnce((await read()).ticket)).bytes.equals(bytes)).toBe(
      true,
    );
    const path = fileOf(
      profile.attachmentFolder,
      attachmentAddress(profile.key, sha256),
    );
    const sealed = readFileSync(path);
    sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1;
    writeFileSync(path, sealed);
    expect((await fetchOnce((await read()).ticket)).bytes.equals(bytes)).toBe(
      true,
    );
    writeFileSync(path, sealed);
    companion.clear();
    await expect(read()).rejects.toThrow("attachment-store-damaged");
  });

  it("does not take other bytes from the API for the file it asked for", async () => {
    const sha256 = digestOf(makePdf());
    companion.set(sha256, makePdf({ text: "something else" }));
    await expect(
      feature.handlers["attachments.read"]({
        sha256,
        fileName: "a.pdf",
        purpose: "view",
      }),
    ).rejects.toThrow("attachment-incomplete");
    expect(profile.attachments.has(sha256)).toBe(false);
  });
});

describe("a copy for another program", () => {
  it("is read-only, in a folder of its own, under a name that decides nothing", async () => {
    const bytes = makeDocx();
    const { sha256 } = await attach("方案.docx", bytes);
    await feature.handlers["attachments.open-copy"]({
      sha256,
      fileName: "..\\..\\Startup\\evil.exe",
    });
    const [path = ""] = opened;
    expect(basename(path)).toBe("_.._Startup_evil.docx");
    expect(path.startsWith(join(profile.folder, "temporary"))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o400);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it("is gone after closing, and at the next start where closing did not happen", async () => {
    const { sha256 } = await attach("方案.docx", makeDocx());
    const open = () =>
      feature.handlers["attachments.open-copy"]({
        sha256,
        fileName: "方案.docx",
      });
    await open();
    await feature.close();
    const afterClose = existsSync(join(profile.folder, "temporary"));
    await open();
    await removeTemporaryCopies(profile.folder);
    expect([afterClose, readdirSync(profile.folder)]).toEqual([
      false,
      expect.not.arrayContaining(["temporary"]),
    ]);
  });
});
