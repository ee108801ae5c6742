import { asciiText, readUint16 } from "./byte-reading.ts";
import { fileSignature } from "./file-signature.ts";
import { readCompoundFile } from "./read-compound-file.ts";
import { readZipDirectory } from "./read-zip-directory.ts";

/** True where a reviewer would be asked for a password. */
export function isPasswordProtected(bytes: Uint8Array): boolean {
  switch (fileSignature(bytes)) {
    case "pdf":
      return isEncryptedPdf(bytes);
    case "zip":
      return (
        readZipDirectory(bytes)?.some((entry) => entry.isEncrypted) ?? false
      );
    case "compound":
      return isEncryptedCompound(bytes);
    case "jpg":
    case "png":
    case null:
      return false;
  }
}

/**
 * ISO 32000-1 7.5.5, 7.5.8, 7.6: /Encrypt stands in the trailer, or in the dictionary of the cross-reference
 * stream; both are readable without the password. Elsewhere the word means nothing.
 */
function isEncryptedPdf(bytes: Uint8Array): boolean {
  const text = asciiText(bytes);
  const trailers = /\btrailer\b[\s\S]{0,4096}?(?=startxref|$)/g;
  const streams = /\bobj\b(?:(?!endobj|stream)[\s\S]){0,4096}/g;
  const isEncrypted = (dictionary: string): boolean =>
    /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(dictionary);
  if ((text.match(trailers) ?? []).some(isEncrypted)) return true;
  return (text.match(streams) ?? []).some(
    (dictionary) => /\/XRef\b/.test(dictionary) && isEncrypted(dictionary),
  );
}

/** [MS-OFFCRYPTO] 2.3.4: an encrypted docx is a compound file; [MS-DOC] 2.5.2: fEncrypted of a doc. */
function isEncryptedCompound(bytes: Uint8Array): boolean {
  const entries = readCompoundFile(bytes) ?? [];
  if (entries.some(({ name }) => name === "EncryptedPackage")) return true;
  const offset = entries.find(({ name }) => name === "WordDocument")?.offset;
  if (offset === undefined || offset === null) return false;
  return (readUint16(bytes, offset + 0x0a) & 0x0100) !== 0;
}
