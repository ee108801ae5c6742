import { fileLabels } from "../../../src-renderer/text/field-labels.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import {
  makeDoc,
  makeDocx,
  makeJpg,
  makePdf,
  makePng,
} from "../../fixtures/files/make-files.ts";

export interface SampleFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

const makers = {
  jpg: { mimeType: "image/jpeg", make: makeJpg },
  png: { mimeType: "image/png", make: makePng },
  pdf: { mimeType: "application/pdf", make: makePdf },
  doc: { mimeType: "application/msword", make: makeDoc },
  docx: {
    mimeType:
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    make: makeDocx,
  },
} as const;

export function sampleFile(
  type: keyof typeof makers,
  name: string,
  text = name,
): SampleFile {
  const { mimeType, make } = makers[type];
  return { name, mimeType, bytes: make({ text }) };
}

/** Every file of the category by its official label, all five types among them. */
export function sampleFiles(
  category: "生产企业" | "流通企业",
): (readonly [string, SampleFile])[] {
  const rows = filesOfCategory(
    category === "生产企业" ? "manufacturer" : "distributor",
  );
  return rows.map(({ kind, types }, at) => {
    const type = types[at % types.length] ?? "pdf";
    const label = fileLabels[kind];
    return [label, sampleFile(type, `${label}.${type}`, `file ${String(at)}`)];
  });
}
