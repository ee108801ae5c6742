import type {
  KeyCertificate,
  KeyOverview,
  PinState,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";

const unknownPin: PinState = {
  isCountLow: false,
  isFinalTry: false,
  isLocked: false,
  hasPinPad: false,
};

/** What the key of this certificate says about its PIN. */
export function pinStateOf(
  overview: KeyOverview | null,
  certificate: KeyCertificate | undefined,
): PinState {
  const token = overview?.tokens.find(
    ({ serialNumber, label }) =>
      serialNumber === certificate?.keySerialNumber &&
      label === certificate.keyLabel,
  );
  return token?.pin ?? unknownPin;
}

/** The certificate wherever it is plugged in now, by its digest and never by its place in a list. */
export function findCertificate(
  overview: KeyOverview | null,
  sha256: string | null,
): KeyCertificate | undefined {
  return overview?.certificates.find(
    ({ certificateSha256 }) => certificateSha256 === sha256,
  );
}
