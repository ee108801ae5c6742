import { canSign } from "../../src-shared/certificates/key-usage.ts";
import { isSameBytes } from "../../src-shared/certificates/bytes.ts";
import { openCertificate } from "../../src-shared/certificates/open-certificate.ts";
import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import { sm2Digest } from "../../src-shared/certificates/sm2.ts";
import { assembleDetachedCms } from "../../src-shared/cms/assemble-detached-cms.ts";
import { CmsError } from "../../src-shared/cms/cms-error.ts";
import { buildSignedAttributes } from "../../src-shared/cms/signed-attributes.ts";
import { signingAlgorithmFor } from "../../src-shared/cms/signing-suites.ts";
import { verifyDetachedCms } from "../../src-shared/cms/verify-detached-cms.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { FoundCertificate } from "./list-keys.ts";
import type { OnPin } from "./spend-pin-try.ts";

export interface SigningOrder {
  readonly content: Uint8Array;
  /** Null: typed on the key's own pad. */
  readonly pin: string | null;
  readonly signingTime: Date;
  /** The clerk has confirmed in words that the last try may be spent. */
  readonly isFinalTryConfirmed: boolean;
  /** Aborted when the clerk leaves: what the key still does is not wanted any more. */
  readonly whileHere?: AbortSignal;
}

/**
 * A detached CMS, verified with the certificate before it leaves. Whether the certificate is still valid or trusted is
 * not asked here: an expired key still opens what is on this machine.
 */
export async function signWithKey(
  { driver, token, ckaId, parsed }: FoundCertificate,
  { content, pin, signingTime, isFinalTryConfirmed, whileHere }: SigningOrder,
  onPin: OnPin,
): Promise<Uint8Array> {
  const algorithm = signingAlgorithmFor(parsed.algorithm);
  if (!algorithm) throw new ProblemError("certificate-algorithm-unsupported");
  if (!canSign(parsed.keyUsage))
    throw new ProblemError("certificate-encryption-only");
  const certificateDer = parsed.der;
  const { publicKey } = openCertificate(certificateDer);
  const signedAttributes = await buildSignedAttributes({
    content,
    certificateDer,
    signingTime,
    algorithm,
  });
  const signed = Buffer.from(signable(parsed, signedAttributes));
  const { signatureBase64 } = await driver.connection().sign(
    {
      token: token.name,
      certificateSha256: parsed.sha256,
      ckaId,
      pin,
      isFinalTryConfirmed,
      algorithm,
      publicKeyBase64: Buffer.from(publicKey.keyBytes).toString("base64"),
      contentBase64: signed.toString("base64"),
    },
    onPin,
    whileHere,
  );
  const signature = Buffer.from(signatureBase64, "base64");
  const parts = {
    certificateDer,
    otherCertificates: [],
    signedAttributes,
    signature,
    algorithm,
  };
  return requireValid(assembleDetachedCms(parts), content, certificateDer);
}

/** For SM2 the digest is made here: the key host's own libraries have no SM3. */
function signable(
  { algorithm }: ParsedCertificate,
  signedAttributes: Uint8Array,
): Uint8Array {
  return algorithm.kind === "sm2"
    ? sm2Digest(algorithm.point, signedAttributes)
    : signedAttributes;
}

/** A key that signed with another key than its certificate's must not be found out by the API first. */
async function requireValid(
  cms: Uint8Array,
  content: Uint8Array,
  certificateDer: Uint8Array,
): Promise<Uint8Array> {
  try {
    const { signerCertificateDer } = await verifyDetachedCms(cms, content);
    if (isSameBytes(signerCertificateDer, certificateDer)) return cms;
  } catch (error) {
    if (!(error instanceof CmsError)) throw error;
  }
  throw new ProblemError("key-signature-wrong");
}
