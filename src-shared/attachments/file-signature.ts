import { asciiText, startsWith } from "./byte-reading.ts";

/** What the first bytes promise; the rest may still be damaged or something else inside the same container. */
export type FileSignature = "jpg" | "png" | "pdf" | "zip" | "compound";

const signatures: readonly (readonly [FileSignature, readonly number[]])[] = [
  // ITU-T T.81 B.1.1.3: SOI, then the next marker
  ["jpg", [0xff, 0xd8, 0xff]],
  // PNG (W3C, third edition) 5.2
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  // APPNOTE.TXT 4.3.7: local file header
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  // [MS-CFB] 2.2
  ["compound", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
];

const executable: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
];

export function fileSignature(bytes: Uint8Array): FileSignature | null {
  const found = signatures.find(([, signature]) =>
    startsWith(bytes, signature),
  );
  if (found !== undefined) return found[0];
  if (executable.some((signature) => startsWith(bytes, signature))) return null;
  // Readers accept the header within the first 1024 bytes (ISO 32000-1, annex H, note 13); some scanners need it.
  return asciiText(bytes.subarray(0, 1024)).includes("%PDF-") ? "pdf" : null;
}
