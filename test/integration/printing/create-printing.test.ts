import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentDigest } from "../../../src-main/filings/content-digest.ts";
import {
  createAttachments,
  type AttachmentFeature,
} from "../../../src-main/attachments/handle-attachments.ts";
import {
  createPrinting,
  type Printing,
} from "../../../src-main/printing/create-printing.ts";
import type { FilingDetail } from "../../../src-shared/filings/filing-procedures.ts";
import {
  printDocumentSchema,
  type PrintDocument,
} from "../../../src-shared/printing/print-document.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import { makePng } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  exampleApproval,
  exampleFilingId as filingId,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  testNow,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const pdf = Buffer.from("%PDF-made by the host");
const seal = makePng();
const sealDigest = createHash("sha256").update(seal).digest("hex");

let profile: TestProfile;
let attachments: AttachmentFeature;
let printing: Printing;
let defects: unknown[];
let detail: FilingDetail;
/** What the host does with the path; it sees what a page without session would see. */
let host: (path: string, signal: AbortSignal) => Promise<Uint8Array>;

beforeEach(async () => {
  profile = openTestProfile();
  defects = [];
  detail = exampleDetail();
  host = async () => pdf;
  attachments = createAttachments({
    profileFolder: profile.folder,
    store: () => profile.attachments,
    fetchFromCompanion: async function* () {
      yield Buffer.alloc(0);
      throw new ProblemError("file-not-found");
    },
    openFile: async () => undefined,
    now: profile.now,
  });
  await profile.attachments.put(sealDigest, seal);
  printing = createPrinting({
    filing: async () => detail,
    offerPicture: async ({ sha256, fileName }) =>
      attachments.handlers["attachments.read"]({
        sha256,
        fileName,
        purpose: "view",
      }),
    offer: (made) => attachments.offer(made),
    printPage: (path, signal) => host(path, signal),
    logDefect: (error) => defects.push(error),
    now: profile.now,
  });
});
afterEach(async () => {
  await attachments.close();
  profile.remove();
});

function exampleDetail(): FilingDetail {
  const content = exampleFiling();
  content.files.officialSeal = {
    fileName: "公章.png",
    size: seal.length,
    mediaType: "image/png",
    sha256: sealDigest,
  };
  content.files.businessLicenceOriginal = {
    fileName: "执照.jpg",
    size: 5,
    mediaType: "image/jpeg",
    sha256: "e".repeat(64),
  };
  return {
    row: {
      id: filingId,
      year: 2024,
      uscc: content.fields.uscc,
      enterpriseName: content.fields.enterpriseName,
      enterpriseNature: content.fields.enterpriseNature,
      enterpriseCategory: content.fields.enterpriseCategory,
      reviewedAt: null,
      validUntil: null,
      kind: "new",
      state: "approved",
      sync: { kind: "synced" },
      hasWorkingCopy: false,
      actions: [],
      amendRefusal: null,
      remark: null,
      updatedAt: testNow.toISOString(),
    },
    content,
    toCheck: [],
    contentDigest: contentDigest(content),
    workingCopy: null,
    approval: exampleApproval(content),
    opinion: null,
    voidReason: null,
    history: [],
    receipt: null,
  };
}

async function fetchOnce(
  ticket: string,
): Promise<{ status: number; type: string | undefined; bytes: Buffer }> {
  const reply = await attachments.answerRequest({
    method: "GET",
    ticket,
    offset: 0,
    body: null,
  });
  const pieces: Uint8Array[] = [];
  if (reply.body instanceof Uint8Array) pieces.push(reply.body);
  else for await (const piece of reply.body) pieces.push(piece);
  const type = reply.headers["content-type"];
  return { status: reply.status, type, bytes: Buffer.concat(pieces) };
}

const print = async (paper: "application" | "receipt" = "application") =>
  printing.handlers["printing.print"]({ filingId, paper });
const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "no problem",
    (error: unknown) =>
      error instanceof ProblemError ? error.problem.code : error,
  );

describe("printing", () => {
  it("gives the print page everything under its ticket, once, pictures under further ones", async () => {
    let shown: PrintDocument | null = null;
    let again = 0;
    const pictures: Buffer[] = [];
    host = async (path) => {
      const ticket = path.replace("print.html?ticket=", "");
      const { bytes } = await fetchOnce(ticket);
      shown = printDocumentSchema.parse(JSON.parse(bytes.toString("utf8")));
      again = (await fetchOnce(ticket)).status;
      for (const { picture } of shown.files)
        if (picture.kind === "here")
          pictures.push((await fetchOnce(picture.ticket)).bytes);
      return pdf;
    };
    await print();
    expect({ again, pictures, shown }).toMatchObject({
      again: 404,
      pictures: [Buffer.from(seal)],
      shown: {
        paper: "application",
        printedAt: testNow.toISOString(),
        fields: detail.content.fields,
        approval: { authority: "北京市商务局", validUntil: "2025-02-25" },
      },
    });
  });

  it("prints without a picture that cannot be had now, and says so in its place", async () => {
    const kinds: Record<string, string> = {};
    host = async (path) => {
      const { bytes } = await fetchOnce(path.split("=")[1] ?? "");
      const { files } = printDocumentSchema.parse(JSON.parse(String(bytes)));
      for (const { fileKind, picture } of files) kinds[fileKind] = picture.kind;
      return pdf;
    };
    await print();
    expect(kinds).toMatchObject({
      businessLicenceOriginal: "away",
      officialSeal: "here",
      commitmentLetter: "none",
    });
  });

  it("offers the PDF once", async () => {
    const { ticket } = await print();
    expect([await fetchOnce(ticket), (await fetchOnce(ticket)).status]).toEqual(
      [{ status: 200, type: "application/pdf", bytes: pdf }, 404],
    );
  });

  it("refuses a receipt that is not there, and names the host's failures", async () => {
    const defect = new Error("out of paper");
    host = () => Promise.reject(defect);
    const failed = await codeOf(print());
    host = () => Promise.reject(new ProblemError("printing-unavailable"));
    expect([
      await codeOf(print("receipt")),
      failed,
      await codeOf(print()),
      defects,
    ]).toEqual([
      "printing-no-receipt",
      "printing-failed",
      "printing-unavailable",
      [defect],
    ]);
  });

  it("ends at sign-out, and gives a PDF that comes later to nobody", async () => {
    let finish: (bytes: Uint8Array) => void = () => undefined;
    const begun = new Promise<AbortSignal>((resolve) => {
      host = (_path, signal) => {
        resolve(signal);
        return new Promise((end) => {
          finish = end;
        });
      };
    });
    const printed = codeOf(print());
    const signal = await begun;
    printing.stop();
    finish(pdf);
    expect([signal.aborted, await printed]).toEqual([
      true,
      "session-not-signed-in",
    ]);
  });
});
