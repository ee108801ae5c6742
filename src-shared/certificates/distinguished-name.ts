import { isSameBytes } from "./bytes.ts";
import type { DistinguishedName } from "./certificate.ts";
import { decodeAsn1Text } from "./decode-asn1-text.ts";

export interface NameAttribute {
  readonly oid: string;
  readonly value: string;
}

export const nameOids = {
  commonName: "2.5.4.3",
  serialNumber: "2.5.4.5",
  organization: "2.5.4.10",
  organizationalUnit: "2.5.4.11",
  organizationIdentifier: "2.5.4.97",
  mailbox: "1.2.840.113549.1.9.1",
} as const;

const shortNames: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "1.2.840.113549.1.9.1": "E",
};

export function readName(name: DistinguishedName): NameAttribute[] {
  return name.attributes.map(({ oid, value }) => ({
    oid,
    value: decodeAsn1Text(value),
  }));
}

export function firstValue(
  attributes: readonly NameAttribute[],
  oid: string,
): string | null {
  return attributes.find((attribute) => attribute.oid === oid)?.value ?? null;
}

/** For people, most specific first. Never compare by it. */
export function displayName(attributes: readonly NameAttribute[]): string {
  return attributes
    .map(({ oid, value }) => `${shortNames[oid] ?? oid}=${value}`)
    .reverse()
    .join(", ");
}

/** RFC 5280 section 7.1: equal bytes, or equal attributes once string type, case and blanks are set aside. */
export function isSameName(
  left: DistinguishedName,
  right: DistinguishedName,
): boolean {
  if (left.attributes.length !== right.attributes.length) return false;
  if (isSameBytes(left.encoding, right.encoding))
    return left.attributes.length > 0;
  const [leftParts, rightParts] = [normalised(left), normalised(right)];
  return (
    leftParts.length > 0 &&
    leftParts.every((part, index) => part === rightParts[index])
  );
}

function normalised(name: DistinguishedName): string[] {
  return readName(name).map(
    ({ oid, value }) =>
      `${oid}=${value.normalize("NFKC").toLowerCase().replace(/\s+/g, " ")}`,
  );
}
