import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  makeDoc,
  makeDocx,
  makeJpg,
  makePdf,
  makePng,
} from "../../fixtures/files/make-files.ts";
import { digestOf } from "./test-enterprise.ts";
import { speakTus, uploadWhole } from "./tus-client.ts";
import { mebibyte, useUploadDesk } from "./upload-desk.ts";

const desk = useUploadDesk();

describe("an upload", () => {
  it.each([
    ["jpg", makeJpg()],
    ["png", makePng()],
    ["pdf", makePdf({ bytes: 3 * mebibyte })],
    ["doc", makeDoc()],
    ["docx", makeDocx()],
  ])("ends as a held file of the same bytes: %s", async (type, bytes) => {
    await uploadWhole(desk.companion.origin, desk.enterprise.token, bytes);
    expect(await desk.heldOf(digestOf(bytes))).toEqual([digestOf(bytes)]);
    const file = await desk.companion.request("file", {
      params: { sha256: digestOf(bytes) },
      token: desk.enterprise.token,
    });
    expect(Buffer.from(file.body as Uint8Array).equals(bytes)).toBe(true);
    const rows = await desk.companion.database
      .selectFrom("files")
      .select(["file_type", "size"])
      .execute();
    expect({ rows, incoming: desk.incoming() }).toEqual({
      rows: [{ file_type: type, size: bytes.length }],
      incoming: [],
    });
  });

  it("is refused and forgotten when its bytes have another digest than announced", async () => {
    const bytes = makePdf();
    const path = await desk.begin(bytes, digestOf(makePng()));
    expect(await desk.send(path, 0, bytes)).toMatchObject({
      status: 422,
      code: "file-digest-mismatch",
    });
    expect({
      status: (await desk.head(path)).status,
      incoming: desk.incoming(),
    }).toEqual({ status: 404, incoming: [] });
  });

  it("is refused by its bytes, not by its name", async () => {
    const program = Buffer.concat([Buffer.from("MZ"), randomBytes(1000)]);
    const path = await desk.begin(program);
    expect(await desk.send(path, 0, program)).toMatchObject({
      status: 422,
      code: "file-type-refused",
    });
    expect(await desk.heldOf(digestOf(program))).toEqual([]);
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
      const answer = await speakTus(desk.companion.origin, {
        method: "POST",
        token: desk.enterprise.token,
        headers,
      });
      expect(answer).toMatchObject({ status: 400, code });
    },
  );

  it("is kept once, whoever sends the same bytes again", async () => {
    const bytes = makePdf();
    await uploadWhole(desk.companion.origin, desk.enterprise.token, bytes);
    await uploadWhole(desk.companion.origin, desk.enterprise.token, bytes);
    const files = readdirSync(join(desk.companion.dataDir, "files"), {
      recursive: true,
      withFileTypes: true,
    });
    expect(
      files.filter((entry) => entry.isFile()).map(({ name }) => name),
    ).toEqual([digestOf(bytes)]);
    expect(desk.incoming()).toEqual([]);
  });

  it("can be given up by its owner", async () => {
    const path = await desk.begin(makePdf());
    const { status } = await speakTus(desk.companion.origin, {
      method: "DELETE",
      path,
      token: desk.enterprise.token,
    });
    expect([status, (await desk.head(path)).status, desk.incoming()]).toEqual([
      204,
      404,
      [],
    ]);
  });

  it("is no way to read: tus' own GET is not there", async () => {
    const path = await desk.begin(makePdf());
    const response = await fetch(new URL(path, desk.companion.origin), {
      headers: { authorization: `Bearer ${desk.enterprise.token}` },
    });
    expect(response.status).toBe(404);
  });
});
