import type { AttachmentStore } from "../../../src-main/attachments/attachment-store.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import type { FilingContent } from "../../../src-shared/filings/filing-content.ts";
import { makeJpg, makePdf } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import { digestOf } from "../../integration/companion/test-enterprise.ts";
import type { Choices } from "../../fixtures/choose.ts";

// Made once: every run has an enterprise of its own, to whose folder the API knows none of them.
const picture = makeJpg({ text: "sending" });
const smallDocuments = [900, 6000, 40_000].map((bytes) =>
  makePdf({ text: `small ${bytes}`, bytes }),
);
const bigDocuments = [600_000, 1_300_000].map((bytes) =>
  makePdf({ text: `big ${bytes}`, bytes }),
);

/** One or two, one of them now and then a big one. */
export function chooseDocuments(choices: Choices): Uint8Array[] {
  return Array.from({ length: 1 + choices.number(2) }, () =>
    choices.oneOf(choices.chance(0.04) ? bigDocuments : smallDocuments),
  );
}

/** A filing without problems, with one picture and these documents among its rows. */
export async function writeFiling(
  attachments: AttachmentStore,
  uscc: string,
  documents: readonly Uint8Array[],
): Promise<FilingContent> {
  const content = exampleFiling("manufacturer", uscc);
  const files = { ...content.files };
  for (const bytes of new Set([picture, ...documents]))
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
