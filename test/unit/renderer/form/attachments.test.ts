import { describe, expect, it } from "vitest";
import { guessRows } from "../../../../src-renderer/attachments/guess-row.ts";
import {
  acceptedExtensions,
  judgeBeforeSending,
} from "../../../../src-renderer/attachments/judge-before-sending.ts";
import {
  createUploads,
  type UploadState,
} from "../../../../src-renderer/attachments/upload-store.ts";
import type { SendingPorts } from "../../../../src-renderer/attachments/send-file.ts";
import {
  filesOfCategory,
  requirementOf,
} from "../../../../src-shared/filings/file-lists.ts";

const picture = requirementOf("officialSeal");
const pdf = requirementOf("officialLetter");

describe("judging a file before it is sent", () => {
  it.each([
    ["章.png", 300 * 1024, picture, null],
    ["章.JPEG", 1, picture, null],
    ["章.png", 300 * 1024 + 1, picture, "attachment-picture-too-large"],
    ["章.gif", 10, picture, "attachment-wrong-type"],
    ["章.pdf", 10, picture, "attachment-wrong-type"],
    ["公函.pdf", 10 * 1024 * 1024, pdf, null],
    ["公函.pdf", 10 * 1024 * 1024 + 1, pdf, "attachment-too-large"],
    ["公函.docx", 10, pdf, "attachment-wrong-type"],
    ["公函.pdf", 0, pdf, "attachment-empty"],
    ["公函.pdf.exe", 10, pdf, "attachment-wrong-type"],
    ["没有扩展名", 10, pdf, null],
  ])("%s of %i bytes", (name, size, requirement, code) => {
    expect(judgeBeforeSending({ name, size }, requirement)?.code ?? null).toBe(
      code,
    );
  });

  it("offers the native dialog the same types", () => {
    expect(acceptedExtensions(picture)).toBe(".jpg,.jpeg,.png");
  });
});

describe("assigning many files to rows", () => {
  it("recognises the row by the official label in the name, once each, where the file fits", () => {
    const names = [
      "03 企业公函.pdf",
      "企业公函(2).pdf",
      "《道路车辆生产企业及产品公告》证明.pdf",
      "公章影像.pdf",
      "扫描件0001.pdf",
    ];
    expect(
      guessRows(
        names.map((name) => ({ name, size: 10 })),
        filesOfCategory("manufacturer"),
      ),
    ).toEqual(["officialLetter", null, "vehicleAnnouncementProof", null, null]);
  });

  it("recognises a picture over 300K too, because its row can shrink it", () => {
    expect(
      guessRows(
        [{ name: "公章影像.png", size: 5_000_000 }],
        filesOfCategory("manufacturer"),
      ),
    ).toEqual(["officialSeal"]);
  });
});

/** A host that takes pieces, and can be told to refuse or to wait. */
function setUpUploads(options: { refuse?: boolean; hold?: boolean } = {}) {
  const asked: string[] = [];
  const pieces: [string, number][] = [];
  const held = Promise.withResolvers<undefined>();
  let tickets = 0;
  const call = (async (name: string, input: { fileName?: string }) => {
    asked.push(name);
    if (name === "attachments.begin") return { ticket: `t${++tickets}` };
    if (name === "attachments.cancel") return {};
    if (options.hold === true) await held.promise;
    return {
      fileName: input.fileName ?? "章.png",
      size: 5,
      mediaType: "image/png",
      sha256: "b".repeat(64),
    };
  }) as SendingPorts["call"];
  const uploads = createUploads({
    call,
    fetch: async (address, init) => {
      pieces.push([
        address as string,
        (init as { body: ArrayBuffer }).body.byteLength,
      ]);
      return options.refuse === true
        ? Response.json({ code: "attachment-disk-full" }, { status: 500 })
        : new Response(null, { status: 200 });
    },
  });
  const attached: string[] = [];
  uploads.onAttach((kind) => attached.push(kind));
  const until = (isReached: (state: UploadState) => boolean) =>
    new Promise<void>((resolve) => {
      const look = (state: UploadState) => {
        if (isReached(state)) resolve();
      };
      uploads.store.subscribe(look);
      look(uploads.store.getState());
    });
  return { uploads, asked, pieces, attached, until, release: held.resolve };
}

const bigPdf = new File([new Uint8Array(2.5 * 1024 * 1024)], "公函.pdf");

describe("uploading a file", () => {
  it("sends pieces of at most 1 MiB in order and hands over what the host names", async () => {
    const { uploads, pieces, attached, until } = setUpUploads();
    uploads.start("officialLetter", bigPdf);
    await until((state) => state.officialLetter === undefined);
    expect(pieces).toEqual([
      ["attachments/t1?offset=0", 1024 * 1024],
      ["attachments/t1?offset=1048576", 1024 * 1024],
      ["attachments/t1?offset=2097152", 512 * 1024],
    ]);
    expect(attached).toEqual(["officialLetter"]);
  });

  it("asks the host nothing about a file that name or size refuse", () => {
    const { uploads, asked } = setUpUploads();
    const exe = new File(["x"], "virus.exe");
    uploads.start("officialLetter", exe);
    expect(asked).toEqual([]);
    expect(uploads.store.getState().officialLetter).toEqual({
      kind: "refused",
      fileName: "virus.exe",
      size: 1,
      problem: { code: "attachment-wrong-type" },
      picture: null,
    });
  });

  it("keeps a picture over 300K at hand for shrinking, unless no machine could", () => {
    const { uploads, asked } = setUpUploads();
    const heldFor = (size: number) => {
      const photo = new File([], "章.jpg");
      Object.defineProperty(photo, "size", { value: size });
      uploads.start("officialSeal", photo);
      const upload = uploads.store.getState().officialSeal;
      return upload?.kind === "refused" && upload.picture === photo;
    };
    expect([heldFor(300 * 1024 + 1), heldFor(65 * 1024 * 1024)]).toEqual([
      true,
      false,
    ]);
    expect(asked).toEqual([]);
  });

  it("takes back the offer once the file turns out to be no picture", () => {
    const { uploads } = setUpUploads();
    const photo = new File([new Uint8Array(400_000)], "章.jpg");
    uploads.start("officialSeal", photo);
    uploads.refuse("officialSeal", photo, { code: "attachment-damaged" });
    expect(uploads.store.getState().officialSeal).toEqual({
      kind: "refused",
      fileName: "章.jpg",
      size: 400_000,
      problem: { code: "attachment-damaged" },
      picture: null,
    });
  });

  it("keeps the problem at the row and attaches nothing when the host refuses a piece", async () => {
    const { uploads, asked, attached, until } = setUpUploads({ refuse: true });
    uploads.start("officialLetter", bigPdf);
    await until((state) => state.officialLetter?.kind === "refused");
    expect(uploads.store.getState().officialLetter).toMatchObject({
      problem: { code: "attachment-disk-full" },
    });
    expect(asked).toEqual(["attachments.begin", "attachments.cancel"]);
    expect(attached).toEqual([]);
  });

  it("attaches nothing after a cancel, even when the host had finished meanwhile", async () => {
    const { uploads, asked, attached, release } = setUpUploads({
      hold: true,
    });
    uploads.start("officialLetter", bigPdf);
    await expect.poll(() => asked).toContain("attachments.finish");
    uploads.cancel("officialLetter");
    release(undefined);
    await expect.poll(() => asked.at(-1)).toBe("attachments.cancel");
    expect(attached).toEqual([]);
    expect(uploads.store.getState()).toEqual({});
  });

  it("lets a newer file in the same row win", async () => {
    const { uploads, attached, until } = setUpUploads();
    uploads.start("officialLetter", bigPdf);
    uploads.start("officialLetter", new File(["%PDF-"], "新公函.pdf"));
    await until((state) => state.officialLetter === undefined);
    expect(attached).toEqual(["officialLetter"]);
  });
});
