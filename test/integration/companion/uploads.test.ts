import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startCompanion } from "../../../src-companion/start-companion.ts";
import { sweepFiles } from "../../../src-companion/files/sweep-files.ts";
import { openFileShelf } from "../../../src-companion/files/file-shelf.ts";
import {
  makeDoc,
  makeDocx,
  makeJpg,
  makePdf,
  makePng,
} from "../../fixtures/files/make-files.ts";
import { succeed } from "./companion-requester.ts";
import {
  dayMs,
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
import {
  createUpload,
  sendPiece,
  speakTus,
  uploadWhole,
} from "./tus-client.ts";

const mebibyte = 1024 * 1024;

let companion: TestCompanion;
let enterprise: TestEnterprise;
beforeEach(async () => {
  companion = await startTestCompanion({ quotaBytes: 30 * mebibyte });
  enterprise = await signedInEnterprise(companion);
});
afterEach(() => companion.close());

const begin = async (
  bytes: Uint8Array,
  sha256 = digestOf(bytes),
): Promise<string> => {
  const { location } = await createUpload(companion.origin, enterprise.token, {
    size: bytes.length,
    sha256,
  });
  if (location === null) throw new Error("no upload");
  return location;
};
const send = (path: string, offset: number, bytes: Uint8Array) =>
  sendPiece(companion.origin, enterprise.token, path, offset, bytes);
const head = (path: string, token = enterprise.token) =>
  speakTus(companion.origin, { method: "HEAD", path, token });
const heldOf = async (sha256: string): Promise<string[]> =>
  (
    await succeed(companion.request, "heldFiles", {
      body: { sha256: [sha256] },
      token: enterprise.token,
    })
  ).held;
const incoming = (): string[] =>
  readdirSync(join(companion.dataDir, "incoming"));

describe("an upload", () => {
  it.each([
    ["jpg", makeJpg()],
    ["png", makePng()],
    ["pdf", makePdf({ bytes: 3 * mebibyte })],
    ["doc", makeDoc()],
    ["docx", makeDocx()],
  ])("ends as a held file of the same bytes: %s", async (type, bytes) => {
    await uploadWhole(companion.origin, enterprise.token, bytes);
    expect(await heldOf(digestOf(bytes))).toEqual([digestOf(bytes)]);
    const file = await companion.request("file", {
      params: { sha256: digestOf(bytes) },
      token: enterprise.token,
    });
    expect(Buffer.from(file.body as Uint8Array).equals(bytes)).toBe(true);
    const rows = await companion.database
      .selectFrom("files")
      .select(["file_type", "size"])
      .execute();
    expect({ rows, incoming: incoming() }).toEqual({
      rows: [{ file_type: type, size: bytes.length }],
      incoming: [],
    });
  });

  it("goes on at the byte where it stopped", async () => {
    const bytes = makePdf({ bytes: 200_000 });
    const path = await begin(bytes);
    await send(path, 0, bytes.subarray(0, 70_001));
    expect((await head(path)).offset).toBe(70_001);
    expect(await send(path, 70_001, bytes.subarray(70_001))).toMatchObject({
      status: 204,
      offset: 200_000,
    });
    expect(await heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("keeps what came before the connection broke", async () => {
    const bytes = makePdf({ bytes: 500_000 });
    const path = await begin(bytes);
    await breakOff(path, bytes, 123_456);
    const { offset } = await head(path);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(123_456);
    await send(path, offset ?? 0, bytes.subarray(offset ?? 0));
    expect(await heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("goes on after the API was started again", async () => {
    const bytes = makePdf({ bytes: 100_000 });
    const path = await begin(bytes);
    await send(path, 0, bytes.subarray(0, 40_000));
    const second = await startCompanion({
      host: "127.0.0.1",
      port: 0,
      dataDir: companion.dataDir,
      log: pino({ level: "silent" }),
      now: () => companion.clock.now,
    });
    const found = await speakTus(second.origin, {
      method: "HEAD",
      path,
      token: enterprise.token,
    });
    const sent = await sendPiece(
      second.origin,
      enterprise.token,
      path,
      40_000,
      bytes.subarray(40_000),
    );
    await second.close();
    expect([found.offset, sent.status]).toEqual([40_000, 204]);
    expect(await heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("is finished by asking for it when the last byte came and its answer did not", async () => {
    const bytes = makePdf({ bytes: 5000 });
    const path = await begin(bytes);
    await send(path, 0, bytes.subarray(0, 4000));
    // What a process leaves behind that dies between the last byte and its judgement.
    appendFileSync(
      join(companion.dataDir, "incoming", path.split("/").at(-1) ?? ""),
      bytes.subarray(4000),
    );
    expect((await head(path)).status).toBe(404);
    expect(await heldOf(digestOf(bytes))).toHaveLength(1);
  });

  it("is refused at another offset than the one reached", async () => {
    const bytes = makePdf({ bytes: 2000 });
    const path = await begin(bytes);
    expect(await send(path, 1000, bytes.subarray(1000))).toMatchObject({
      status: 409,
      code: "upload-offset-wrong",
    });
  });

  it("is refused and forgotten when its bytes have another digest than announced", async () => {
    const bytes = makePdf();
    const path = await begin(bytes, digestOf(makePng()));
    expect(await send(path, 0, bytes)).toMatchObject({
      status: 422,
      code: "file-digest-mismatch",
    });
    expect({ status: (await head(path)).status, incoming: incoming() }).toEqual(
      { status: 404, incoming: [] },
    );
  });

  it("is refused by its bytes, not by its name", async () => {
    const program = Buffer.concat([Buffer.from("MZ"), randomBytes(1000)]);
    const path = await begin(program);
    expect(await send(path, 0, program)).toMatchObject({
      status: 422,
      code: "file-type-refused",
    });
    expect(await heldOf(digestOf(program))).toEqual([]);
  });

  it("may be 10 MiB and not a byte more", async () => {
    const limit = 10 * mebibyte;
    const answers = [];
    for (const size of [limit, limit + 1]) {
      answers.push(
        await createUpload(companion.origin, enterprise.token, {
          size,
          sha256: "0".repeat(64),
        }),
      );
    }
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [201, null],
      [413, "file-too-large"],
    ]);
  });

  it("is refused beyond the room of its enterprise, announced bytes counted", async () => {
    const announce = () =>
      createUpload(companion.origin, enterprise.token, {
        size: 10 * mebibyte,
        sha256: "0".repeat(64),
      });
    for (let each = 0; each < 3; each += 1)
      expect((await announce()).status).toBe(201);
    expect(await announce()).toMatchObject({
      status: 413,
      code: "file-quota-exceeded",
    });
    const other = await signedInEnterprise(companion, otherUscc);
    expect(
      (
        await createUpload(companion.origin, other.token, {
          size: 1,
          sha256: "0".repeat(64),
        })
      ).status,
    ).toBe(201);
  });

  it("is refused room that others at the same moment take", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        createUpload(companion.origin, enterprise.token, {
          size: 10 * mebibyte,
          sha256: "0".repeat(64),
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  it("is refused while 200 others of its enterprise are unfinished", async () => {
    const unfinished = Array.from({ length: 199 }, (_, each) => ({
      id: `unfinished-${each}`,
      room: enterprise.uscc,
      sha256: "0".repeat(64),
      size: 1,
      file_name: "文件.pdf",
      created_at: companion.clock.now.toISOString(),
    }));
    await companion.database.insertInto("uploads").values(unfinished).execute();
    const announce = ({ token } = enterprise) =>
      createUpload(companion.origin, token, {
        size: 1,
        sha256: "0".repeat(64),
      });
    const { status, location } = await announce();
    expect(status).toBe(201);
    expect(await announce()).toMatchObject({
      status: 429,
      code: "uploads-too-many",
    });
    const other = await signedInEnterprise(companion, otherUscc);
    expect((await announce(other)).status).toBe(201);
    await speakTus(companion.origin, {
      method: "DELETE",
      path: location ?? "",
      token: enterprise.token,
    });
    expect((await announce()).status).toBe(201);
  });

  it.each([
    ["no digest", { "upload-length": "10" }, "request-malformed"],
    ["no length", { "upload-metadata": "sha256 MTIz" }, "request-malformed"],
    [
      "a length to be told later",
      { "upload-defer-length": "1" },
      "request-malformed",
    ],
    [
      "another protocol version",
      { "tus-resumable": "0.2.0", "upload-length": "10" },
      "request-malformed",
    ],
  ])(
    "is refused with a code when announced with %s",
    async (_title, headers, code) => {
      const answer = await speakTus(companion.origin, {
        method: "POST",
        token: enterprise.token,
        headers,
      });
      expect(answer).toMatchObject({ status: 400, code });
    },
  );

  it("is kept once, whoever sends the same bytes again", async () => {
    const bytes = makePdf();
    await uploadWhole(companion.origin, enterprise.token, bytes);
    await uploadWhole(companion.origin, enterprise.token, bytes);
    const files = readdirSync(join(companion.dataDir, "files"), {
      recursive: true,
      withFileTypes: true,
    });
    expect(
      files.filter((entry) => entry.isFile()).map(({ name }) => name),
    ).toEqual([digestOf(bytes)]);
    expect(incoming()).toEqual([]);
  });

  it("can be given up by its owner", async () => {
    const path = await begin(makePdf());
    const { status } = await speakTus(companion.origin, {
      method: "DELETE",
      path,
      token: enterprise.token,
    });
    expect([status, (await head(path)).status, incoming()]).toEqual([
      204,
      404,
      [],
    ]);
  });

  it("is no way to read: tus' own GET is not there", async () => {
    const path = await begin(makePdf());
    const response = await fetch(new URL(path, companion.origin), {
      headers: { authorization: `Bearer ${enterprise.token}` },
    });
    expect(response.status).toBe(404);
  });
});

describe("the daily sweep", () => {
  it("drops what was announced and never begun after a day, and keeps what goes on", async () => {
    const bytes = makePdf({ bytes: 2000 });
    const begun = await begin(bytes);
    await send(begun, 0, bytes.subarray(0, 1000));
    await begin(makePng());
    companion.advance(dayMs + 1);
    enterprise = await signedInEnterprise(companion);
    await begin(makeJpg());
    const { database, dataDir, clock } = companion;
    await sweepFiles({
      database,
      files: openFileShelf(dataDir),
      now: () => clock.now,
    });
    const rows = await database
      .selectFrom("uploads")
      .select("sha256")
      .orderBy("created_at")
      .execute();
    expect(rows.map(({ sha256 }) => sha256)).toEqual([
      digestOf(bytes),
      digestOf(makeJpg()),
    ]);
  });

  it("drops abandoned uploads and files nothing names, and keeps every other", async () => {
    const [loose, named] = [
      makePdf({ text: "loose" }),
      makePdf({ text: "shared document" }),
    ];
    await uploadWhole(companion.origin, enterprise.token, loose);
    await submit(companion, enterprise, await save(companion, enterprise));
    await begin(makePdf({ text: "abandoned" }));
    companion.advance(31 * dayMs);
    const files = openFileShelf(companion.dataDir);
    await sweepFiles({
      database: companion.database,
      files,
      now: () => companion.clock.now,
    });
    const rows = await companion.database
      .selectFrom("files")
      .select("sha256")
      .execute();
    const pathOf = (bytes: Uint8Array): string =>
      join(
        companion.dataDir,
        "files",
        enterprise.uscc,
        digestOf(bytes).slice(0, 2),
        digestOf(bytes),
      );
    expect({
      rows: rows.length,
      loose: existsSync(pathOf(loose)),
      named: existsSync(pathOf(named)),
      incoming: incoming(),
    }).toEqual({ rows: 2, loose: false, named: true, incoming: [] });
  });
});

/** Sends the first bytes of a PATCH and tears the connection. */
async function breakOff(
  path: string,
  bytes: Uint8Array,
  count: number,
): Promise<void> {
  const { hostname, port } = new URL(companion.origin);
  const socket = createConnection({ host: hostname, port: Number(port) });
  socket.write(
    [
      `PATCH ${path} HTTP/1.1`,
      `Host: ${hostname}`,
      `Authorization: Bearer ${enterprise.token}`,
      "Tus-Resumable: 1.0.0",
      "Upload-Offset: 0",
      "Content-Type: application/offset+octet-stream",
      `Content-Length: ${bytes.length}`,
      "",
      "",
    ].join("\r\n"),
  );
  await new Promise<void>((resolve) =>
    socket.write(bytes.subarray(0, count), () => resolve()),
  );
  const file = join(
    companion.dataDir,
    "incoming",
    path.split("/").at(-1) ?? "",
  );
  while (statSync(file).size === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
  socket.destroy();
}
