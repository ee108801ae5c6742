import type {
  KeyCertificate,
  KeyOverview,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";

/** The certificate wherever it is plugged in now, by its digest and never by its place in a list. */
export function findCertificate(
  overview: KeyOverview | null,
  sha256: string | null,
): KeyCertificate | undefined {
  return overview?.certificates.find(
    ({ certificateSha256 }) => certificateSha256 === sha256,
  );
}
