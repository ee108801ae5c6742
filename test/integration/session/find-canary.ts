import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";

/** The bytes that a text leaves behind: as it is, in UTF-16, in hex, and in base64 wherever it stands in what was encoded. */
export function formsOf(secret: string): Readonly<Record<string, Buffer>> {
  const plain = Buffer.from(secret);
  const hex = plain.toString("hex");
  return {
    plain,
    "utf-16le": Buffer.from(secret, "utf16le"),
    "utf-16be": Buffer.from(secret, "utf16le").swap16(),
    hex: Buffer.from(hex),
    "upper-case hex": Buffer.from(hex.toUpperCase()),
    ...Object.fromEntries(
      [0, 1, 2].map((before) => [
        `base64 after ${String(before)}`,
        Buffer.from(innerBase64(plain, before)),
      ]),
    ),
  };
}

/** Only the characters that come from the secret alone, whatever stands before and after it. */
function innerBase64(secret: Buffer, before: number): string {
  const bits = (before + secret.length) * 8;
  return Buffer.concat([Buffer.alloc(before), secret])
    .toString("base64")
    .slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
}

export interface Traces {
  readonly folder: string;
  /** A file for support, as it was saved. */
  readonly bundle: string;
  /** What went over the bridge to the page. */
  readonly told: readonly string[];
}

/** Where the secret is found, and in which form. */
export function findCanary(secret: string, traces: Traces): string[] {
  const places: (readonly [string, Uint8Array])[] = [
    ...filesIn(traces.folder).map(
      (path) => [path, readFileSync(path)] as const,
    ),
    ...Object.entries(unzipSync(readFileSync(traces.bundle))).map(
      ([name, bytes]) => [`bundle: ${name}`, bytes] as const,
    ),
    ...traces.told.map((text) => [`told: ${text}`, Buffer.from(text)] as const),
  ];
  return places.flatMap(([place, bytes]) =>
    Object.entries(formsOf(secret))
      .filter(([, form]) => Buffer.from(bytes).includes(form))
      .map(([form]) => `${form} in ${place}`),
  );
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
