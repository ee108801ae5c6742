import { isSameBytes } from "../../src-shared/certificates/bytes.ts";
import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import { CmsError } from "../../src-shared/cms/cms-error.ts";
import { verifyDetachedCms } from "../../src-shared/cms/verify-detached-cms.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** The local half of a sign-in does not take the key feature's word: it opens an enterprise's data. */
export async function verifyLocalUnlock(
  cms: Uint8Array,
  statement: string,
  certificate: ParsedCertificate,
): Promise<void> {
  try {
    const signed = await verifyDetachedCms(cms, Buffer.from(statement));
    if (isSameBytes(signed.signerCertificateDer, certificate.der)) return;
  } catch (error) {
    if (!(error instanceof CmsError)) throw error;
  }
  throw new ProblemError("key-signature-wrong");
}
