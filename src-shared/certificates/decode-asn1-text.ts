import type { DerValue } from "./der-reader.ts";

const universalString = 0x1c;
const bmpString = 0x1e;

/**
 * Text of a directory string or any other text block. Chinese CAs put GBK bytes into T61String and sometimes into
 * UTF8String and PrintableString, so the tag alone does not tell; padding with zero bytes and blanks is cut off.
 */
export function decodeAsn1Text({ tag, content }: DerValue): string {
  if (tag === bmpString) return withoutPadding(decodeBigEndian(content, 2));
  if (tag === universalString)
    return withoutPadding(decodeBigEndian(content, 4));
  return decodeTextBytes(content);
}

export function decodeTextBytes(bytes: Uint8Array): string {
  return withoutPadding(
    decodeAs("utf-8", bytes) ??
      decodeAs("gb18030", bytes) ??
      decodeLatin1(bytes),
  );
}

function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decodeBigEndian(bytes: Uint8Array, unitBytes: 2 | 4): string {
  let text = "";
  for (let at = 0; at + unitBytes <= bytes.length; at += unitBytes) {
    let unit = 0;
    for (const byte of bytes.subarray(at, at + unitBytes))
      unit = unit * 256 + byte;
    if (unitBytes === 2) text += String.fromCharCode(unit);
    else text += unit <= 0x10ffff ? String.fromCodePoint(unit) : "\ufffd";
  }
  return text;
}

function decodeLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Cuts off zero bytes and blanks, whatever a field is filled up with. */
export function withoutPadding(text: string): string {
  // oxlint-disable-next-line no-control-regex -- keys pad their labels with zero bytes
  return text.replace(/\u0000/g, "").trim();
}
