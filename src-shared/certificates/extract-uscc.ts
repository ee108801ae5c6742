import * as asn1js from "asn1js";
import {
  contentBytes,
  decodeAsn1Text,
  decodeTextBytes,
} from "./decode-asn1-text.ts";
import { isUsccShape } from "../identity/uscc.ts";
import { ownBytes } from "./bytes.ts";
import { nameOids, type NameAttribute } from "./distinguished-name.ts";

export interface FoundUscc {
  readonly value: string;
  /** "extension <oid>" or "subject <oid>", for the record of a sign-in. */
  readonly foundIn: string;
}

export interface CertificateExtension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly content: Uint8Array;
}

// The order in which Chinese CAs' places are believed: issued for the purpose first, free text last.
export const usccExtensionOids = [
  "1.2.156.10260.4.4",
  "1.2.156.10260.4.1.4",
  "1.2.86.11.7.4",
  "1.2.156.10260.4.1.3",
  "1.2.156.10260.4.1.5",
] as const;

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

/** Texts at any depth: plain, in a SEQUENCE, or behind an implicit or explicit context tag. */
function encodedTexts(content: Uint8Array): string[] {
  const { result, offset } = asn1js.fromBER(ownBytes(content));
  if (offset !== content.length) return [];
  return textsIn(result);
}

function textsIn(block: asn1js.BaseBlock): string[] {
  if (block instanceof asn1js.Constructed)
    return block.valueBlock.value.flatMap(textsIn);
  if (block instanceof asn1js.Primitive) {
    const content = contentBytes(block);
    return [decodeTextBytes(content), ...encodedTexts(content)];
  }
  if (block instanceof asn1js.OctetString)
    return encodedTexts(contentBytes(block));
  return [decodeAsn1Text(block)];
}
