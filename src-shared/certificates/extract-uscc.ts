import { isUsccShape } from "../identity/uscc.ts";
import type { CertificateExtension } from "./certificate.ts";
import { decodeAsn1Text, decodeTextBytes } from "./decode-asn1-text.ts";
import { membersOf, readDer, readTags, type DerValue } from "./der-reader.ts";
import { nameOids, type NameAttribute } from "./distinguished-name.ts";

export interface FoundUscc {
  readonly value: string;
  /** "extension <oid>" or "subject <oid>", for the record of a sign-in. */
  readonly foundIn: string;
}

// The order in which Chinese CAs' places are believed: issued for the purpose first, free text last.
export const usccExtensionOids = [
  "1.2.156.10260.4.4",
  "1.2.156.10260.4.1.4",
  "1.2.86.11.7.4",
  "1.2.156.10260.4.1.3",
  "1.2.156.10260.4.1.5",
] as const;

const constructed = 0x20;
const contextSpecific = 0x80;
// Deeper than any authority goes, and not deep enough to keep the API busy.
const mostLayers = 8;

const subjectOids = [
  nameOids.serialNumber,
  nameOids.commonName,
  nameOids.organizationalUnit,
  nameOids.organization,
  nameOids.organizationIdentifier,
];

// GB 32100-2015: no I, O, S, V, Z. The check character is left alone: a wrong one warns elsewhere and never blocks.
const codeInText =
  /(?<![0-9A-Za-z])[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}(?![0-9A-Za-z])/;
const oldCode = /^\d{13}$/;

export function extractUscc(
  subject: readonly NameAttribute[],
  extensions: readonly CertificateExtension[],
): FoundUscc | null {
  for (const oid of usccExtensionOids) {
    const value = extensionTexts(extensions, oid).find((text) =>
      isUsccShape(text),
    );
    if (value) return { value, foundIn: `extension ${oid}` };
  }
  for (const oid of subjectOids) {
    for (const attribute of subject.filter((each) => each.oid === oid)) {
      const value = codeInAttribute(attribute);
      if (value) return { value, foundIn: `subject ${oid}` };
    }
  }
  return null;
}

/** A key from before the unified code: it carries 13 digits in the same places and has to be exchanged. */
export function hasOldCode(
  subject: readonly NameAttribute[],
  extensions: readonly CertificateExtension[],
): boolean {
  const texts = [
    ...usccExtensionOids.flatMap((oid) => extensionTexts(extensions, oid)),
    ...subject
      .filter(({ oid }) => subjectOids.some((each) => each === oid))
      .flatMap(({ value }) => [
        value,
        ...value.split("@").map((part) => part.slice(1)),
        ...value.split("@"),
      ]),
  ];
  return texts.some((text) => oldCode.test(text));
}

function codeInAttribute({ oid, value }: NameAttribute): string | null {
  if (oid === nameOids.commonName) return codeInCommonName(value);
  return codeInText.exec(value)?.[0] ?? null;
}

/** CFCA style `051@name@N<18>@1`: the third part carries one leading letter or digit. */
function codeInCommonName(commonName: string): string | null {
  const third = commonName.split("@")[2];
  if (third === undefined) return null;
  return [third.slice(1), third].find((part) => isUsccShape(part)) ?? null;
}

function extensionTexts(
  extensions: readonly CertificateExtension[],
  oid: string,
): string[] {
  return extensions
    .filter((extension) => extension.oid === oid)
    .flatMap(({ content }) => [
      ...encodedTexts(content),
      decodeTextBytes(content),
    ]);
}

/** Texts: plain, in a SEQUENCE, or behind an implicit or explicit context tag, some layers deep. */
function encodedTexts(content: Uint8Array, layersLeft = mostLayers): string[] {
  if (layersLeft === 0) return [];
  try {
    return textsIn(readDer(content), layersLeft - 1);
  } catch {
    return [];
  }
}

function textsIn(value: DerValue, layersLeft: number): string[] {
  const { tag, content } = value;
  if (tag & constructed) {
    if (layersLeft === 0) return [];
    return membersOf(value, tag).flatMap((each) =>
      textsIn(each, layersLeft - 1),
    );
  }
  if (tag === readTags.octetString) return encodedTexts(content, layersLeft);
  return tag & contextSpecific
    ? [decodeTextBytes(content), ...encodedTexts(content, layersLeft)]
    : [decodeAsn1Text(value)];
}
