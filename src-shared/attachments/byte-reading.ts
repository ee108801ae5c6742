/** Little-endian, as zip, compound files and BMP have it. */
export function readUint16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8);
}

export function readUint32(bytes: Uint8Array, offset: number): number {
  return readUint16(bytes, offset) + readUint16(bytes, offset + 2) * 0x1_0000;
}

/** Big-endian, as PNG and JPEG have it. */
export function readUint32BigEndian(bytes: Uint8Array, offset: number): number {
  return (
    (bytes[offset] ?? 0) * 0x100_0000 +
    (((bytes[offset + 1] ?? 0) << 16) |
      ((bytes[offset + 2] ?? 0) << 8) |
      (bytes[offset + 3] ?? 0))
  );
}

export function startsWith(
  bytes: Uint8Array,
  signature: readonly number[],
  offset = 0,
): boolean {
  return signature.every((byte, index) => bytes[offset + index] === byte);
}

/** One character per byte: windows-1252 keeps the ASCII that formats are written in. */
export function asciiText(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
