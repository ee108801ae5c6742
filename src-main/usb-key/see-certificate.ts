import { findCertificates } from "./list-keys.ts";
import type { KeyDriver } from "./key-driver.ts";

/**
 * `unclear`: a driver fell over while it was asked, or a key was pulled while it was read and may be back already; neither has
 * said that the certificate is gone.
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
  const fellOver =
    problem === "key-driver-crashed" || problem === "key-driver-hung";
  const wasPulled = tokens.some((token) => token.problem === "key-removed");
  return fellOver || wasPulled ? "unclear" : "gone";
}
