import type { AttachmentStore } from "../../../src-main/attachments/attachment-store.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import type { FilingContent } from "../../../src-shared/filings/filing-content.ts";
import { makeJpg, makePdf } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { digestOf } from "../../integration/companion/test-enterprise.ts";
import type { Choices } from "./choose.ts";

/** A filing without problems; one to three documents of its own among its rows, one of them now and then a big one. */
export async function writeFiling(
  attachments: AttachmentStore,
  uscc: string,
  choices: Choices,
): Promise<FilingContent> {
  const content = exampleFiling("manufacturer", uscc);
  const files = { ...content.files };
  const documents = Array.from({ length: 1 + choices.number(3) }, (_, index) =>
    makePdf({
      text: `${uscc} ${index}`,
      bytes: choices.chance(0.04)
        ? 600_000 + choices.number(900_000)
        : 1000 + choices.number(40_000),
    }),
  );
  const picture = makeJpg({ text: uscc });
  for (const bytes of [picture, ...documents])
    await attachments.put(digestOf(bytes), bytes);
  let row = 0;
  for (const { kind, types } of filesOfCategory("manufacturer")) {
    const isDocument = types.includes("pdf");
    const bytes = isDocument
      ? (documents[row++ % documents.length] ?? picture)
      : picture;
    files[kind] = {
      fileName: `${kind}.${isDocument ? "pdf" : "jpg"}`,
      size: bytes.length,
      mediaType: isDocument ? "application/pdf" : "image/jpeg",
      sha256: digestOf(bytes),
    };
  }
  return { fields: content.fields, files };
}
