import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import type { KeyCertificate } from "../../src-shared/usb-key/usb-key-procedures.ts";
import type { SectionRows } from "./create-diagnostics.ts";
import { problem, text, time, word } from "./facts.ts";
import { maskName } from "./redact.ts";

/** Bytes that are no certificate, where one should be. */
export interface UnreadableCertificate {
  readonly keySerialNumber: string;
  readonly sha256: string;
}

export interface InspectedCertificate {
  readonly shown: KeyCertificate;
  readonly parsed: ParsedCertificate | null;
}

export type Say = (from: string) => ReturnType<typeof text>;

const fingerprintDigits = 16;

/** Which certificate, why it cannot be used, and where its code was found; not the code and not the full names. */
export function certificateRow(
  { shown, parsed }: InspectedCertificate,
  key: ReturnType<Say>,
  say: Say,
): SectionRows[number] {
  const { usability, privateKey } = shown;
  return [
    { name: "key", value: key },
    { name: "holder", value: text(maskName(shown.holderName)) },
    { name: "fingerprint", value: fingerprint(shown.certificateSha256) },
    { name: "issuer", value: say(shown.issuerName) },
    { name: "valid-from", value: time(shown.notBefore) },
    { name: "valid-until", value: time(shown.notAfter) },
    { name: "algorithm", value: algorithmOf(parsed) },
    { name: "key-usage", value: keyUsageOf(parsed) },
    { name: "code-place", value: codePlaceOf(parsed) },
    {
      name: "private-key",
      value: word(
        privateKey === "present"
          ? "private-key-present"
          : "private-key-unconfirmed",
      ),
    },
    { name: "revocation", value: revocationOf(usability) },
    {
      name: "state",
      value: problem(usability.kind === "usable" ? null : usability.reason),
    },
  ];
}

/** The same facts, so that it stands in the same table; its label may name its holder and is not told. */
export function unreadableRow(
  { sha256 }: UnreadableCertificate,
  key: ReturnType<Say>,
): SectionRows[number] {
  const unknown = word("unknown");
  return [
    { name: "key", value: key },
    { name: "holder", value: unknown },
    { name: "fingerprint", value: fingerprint(sha256) },
    { name: "issuer", value: unknown },
    { name: "valid-from", value: unknown },
    { name: "valid-until", value: unknown },
    { name: "algorithm", value: unknown },
    { name: "key-usage", value: unknown },
    { name: "code-place", value: unknown },
    { name: "private-key", value: unknown },
    { name: "revocation", value: unknown },
    { name: "state", value: problem("certificate-malformed") },
  ];
}

function fingerprint(sha256: string) {
  return text(sha256.slice(0, fingerprintDigits));
}

function algorithmOf(parsed: ParsedCertificate | null) {
  if (parsed === null) return word("unknown");
  const { algorithm } = parsed;
  switch (algorithm.kind) {
    case "rsa":
      return text(`rsa ${String(algorithm.bits)}`);
    case "ec":
      return text(`ec ${algorithm.curve}`);
    default:
      return text(algorithm.kind);
  }
}

function keyUsageOf(parsed: ParsedCertificate | null) {
  if (parsed === null) return word("unknown");
  const { keyUsage } = parsed;
  return keyUsage === null || keyUsage.length === 0
    ? word("none")
    : text(keyUsage.join(" "));
}

function codePlaceOf(parsed: ParsedCertificate | null) {
  if (parsed === null) return word("unknown");
  if (parsed.uscc !== null) return text(parsed.uscc.foundIn);
  return word(parsed.hasOldCode ? "old-code" : "none");
}

function revocationOf(usability: KeyCertificate["usability"]) {
  if (usability.kind === "unusable") return word("unknown");
  return word(
    usability.revocation === "good" ? "not-revoked" : "revocation-unknown",
  );
}
