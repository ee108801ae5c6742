import type { UsbKeyProblemCode } from "../../src-shared/usb-key/key-host-messages.ts";
import { findCertificates } from "./list-keys.ts";
import type { KeyDriver } from "./key-driver.ts";

/**
 * `unclear`: a driver fell over, failed or was busy while it was asked, or a key was pulled while it was read and may be back
 * already; none of them has said that the certificate is gone.
 */
export type CertificateSight = "here" | "gone" | "unclear";

export async function seeCertificate(
  holders: readonly KeyDriver[],
  sha256: string,
): Promise<CertificateSight> {
  const sights = await Promise.all(
    holders.map((driver) => seeIn(driver, sha256)),
  );
  if (sights.includes("here")) return "here";
  return sights.includes("unclear") ? "unclear" : "gone";
}

async function seeIn(
  driver: KeyDriver,
  sha256: string,
): Promise<CertificateSight> {
  const { problem, tokens, certificates } = await findCertificates(driver);
  if (certificates.some(({ parsed }) => parsed.sha256 === sha256))
    return "here";
  const saysNothing = [problem, ...tokens.map((token) => token.problem)].some(
    (found) => found !== null && noAnswers.has(found),
  );
  return saysNothing ? "unclear" : "gone";
}

const noAnswers: ReadonlySet<UsbKeyProblemCode> = new Set([
  "key-driver-crashed",
  "key-driver-hung",
  "key-driver-error",
  "key-busy",
  "key-removed",
]);
