import { describe, expect, it } from "vitest";
import {
  judgeFile,
  judgeSize,
} from "../../../src-shared/attachments/judge-file.ts";
import { tellFileType } from "../../../src-shared/attachments/tell-file-type.ts";
import {
  documentLimit,
  pictureLimit,
  requirementOf,
} from "../../../src-shared/filings/file-lists.ts";
import {
  makeDoc,
  makeDocx,
  makeJpg,
  makePdf,
  makePng,
} from "../../fixtures/files/make-files.ts";
import { writeCompoundFile } from "../../fixtures/files/write-compound-file.ts";
import { writeZip } from "../../fixtures/files/write-zip.ts";

const picture = requirementOf("officialSeal");
const document = requirementOf("businessOperations");
const letter = requirementOf("officialLetter");

const code = (...judged: Parameters<typeof judgeFile>): string => {
  const verdict = judgeFile(...judged);
  return verdict.kind === "taken" ? verdict.type : verdict.problem.code;
};

describe("the type of a file", () => {
  it("is told from its bytes", () => {
    expect(
      [makeJpg(), makePng(), makePdf(), makeDoc(), makeDocx()].map(
        tellFileType,
      ),
    ).toEqual(["jpg", "png", "pdf", "doc", "docx"]);
  });

  it("is none for programs, archives, spreadsheets and text", () => {
    const foreign = [
      Buffer.from("MZ\x90\0 a program that mentions %PDF-1.4"),
      Buffer.from("\x7fELF %PDF-1.4", "latin1"),
      writeZip([{ name: "readme.txt", bytes: Buffer.from("text") }]),
      writeZip([{ name: "[Content_Types].xml", bytes: Buffer.from("<x/>") }]),
      writeCompoundFile([{ name: "Workbook", bytes: Buffer.alloc(5000) }]),
      Buffer.from("二手车"),
      Buffer.alloc(0),
    ];
    expect(foreign.map(tellFileType)).toEqual(foreign.map(() => null));
  });

  it("is told of a doc whose allocation table needs more than its header", () => {
    expect(tellFileType(makeDoc({ paddingBytes: 6_000_000 }))).toBe("doc");
  });
});

describe("a file for a row", () => {
  it("is taken where bytes, name and size fit, whatever the case of its ending", () => {
    expect([
      code(picture, "印章.JPEG", makeJpg()),
      code(picture, "a.b.png", makePng({ bytes: pictureLimit })),
      code(letter, "公函.pdf", makePdf({ bytes: documentLimit })),
      code(document, "方案.docx", makeDocx()),
      code(document, "方案.doc", makeDoc()),
    ]).toEqual(["jpg", "png", "pdf", "docx", "doc"]);
  });

  it("is refused by its size, one byte above the limit", () => {
    expect([
      judgeSize(picture, 0)?.code,
      judgeSize(picture, pictureLimit),
      judgeSize(picture, pictureLimit + 1),
      judgeSize(document, documentLimit + 1)?.code,
      code(picture, "a.jpg", makeJpg({ bytes: pictureLimit + 1 })),
    ]).toEqual([
      "attachment-empty",
      null,
      {
        code: "attachment-picture-too-large",
        facts: { size: pictureLimit + 1, limit: pictureLimit },
      },
      "attachment-too-large",
      "attachment-picture-too-large",
    ]);
  });

  it("is refused where the row does not take the type that its name says", () => {
    expect([
      code(picture, "a.pdf", makePdf()),
      code(letter, "a.docx", makeDocx()),
      code(document, "a.exe", Buffer.from("MZ")),
      code(document, "pdf", makePdf()),
      code(document, "", makePdf()),
    ]).toEqual(Array(5).fill("attachment-wrong-type"));
  });

  it("is refused where it was only renamed", () => {
    expect([
      code(letter, "setup.pdf", Buffer.from("MZ\x90\0 program")),
      code(document, "a.pdf", makeJpg()),
      code(picture, "a.png", makeJpg()),
      code(document, "a.docx", makePdf()),
      code(
        document,
        "a.doc",
        writeCompoundFile([{ name: "Workbook", bytes: Buffer.alloc(5000) }]),
      ),
    ]).toEqual([
      "attachment-renamed",
      "attachment-renamed",
      "attachment-renamed",
      "attachment-renamed",
      "attachment-renamed",
    ]);
  });

  it("is refused where it asks for a password", () => {
    const encryptedPackage = writeCompoundFile([
      { name: "EncryptedPackage", bytes: Buffer.alloc(5000) },
      { name: "EncryptionInfo", bytes: Buffer.alloc(5000) },
    ]);
    expect([
      code(letter, "a.pdf", makePdf({ isEncrypted: true })),
      code(document, "a.docx", makeDocx({ isEncrypted: true })),
      code(document, "a.docx", encryptedPackage),
      code(document, "a.doc", makeDoc({ isEncrypted: true })),
    ]).toEqual(Array(4).fill("attachment-password-protected"));
  });

  it("is not taken for encrypted because its text speaks of encryption", () => {
    const speaking = makePdf({ text: "trailing /Encrypt 6 0 R" });
    expect(code(letter, "a.pdf", speaking)).toBe("pdf");
  });

  it.each([
    ["jpg", makeJpg({ text: "cut" })],
    ["png", makePng()],
    ["pdf", makePdf({ bytes: 4000 })],
    ["docx", makeDocx()],
    ["doc", makeDoc()],
  ])("is refused where a %s is cut off anywhere", (ending, whole) => {
    const cuts = [0.1, 0.3, 0.5, 0.7, 0.9, 0.94].map((part) =>
      Math.floor(whole.length * part),
    );
    const told = cuts.map((length) =>
      code(document, `a.${ending}`, whole.subarray(0, length)),
    );
    expect(new Set(told)).toEqual(new Set(["attachment-damaged"]));
  });

  it("is refused where a picture's header was changed", () => {
    const damaged = Buffer.from(makePng());
    damaged[17] = (damaged[17] ?? 0) ^ 1;
    expect(code(picture, "a.png", damaged)).toBe("attachment-damaged");
  });

  it("is judged without an exception whatever the bytes", () => {
    const wholes = [makeJpg(), makePng(), makePdf(), makeDoc(), makeDocx()];
    let seed = 1;
    const next = (limit: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % limit;
    };
    for (let run = 0; run < 600; run++) {
      const bytes = Buffer.from(wholes[run % wholes.length] ?? []);
      for (let flip = 0; flip < 4; flip++)
        bytes[next(bytes.length)] = next(256);
      const verdict = judgeFile(document, "a.pdf", bytes);
      expect(["taken", "refused"]).toContain(verdict.kind);
    }
  });
});
