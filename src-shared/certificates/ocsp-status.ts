import { isSameBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { hasBegun } from "./clock-tolerance.ts";
import { isSameName } from "./distinguished-name.ts";
import { readExtendedKeyUsage } from "./extended-key-usage.ts";
import { canSign, readKeyUsage } from "./key-usage.ts";
import type { OcspAnswer, OcspStatement } from "./ocsp-answer.ts";
import { certificateIdHashes, hashesOf } from "./ocsp-request.ts";
import { isSignedBy } from "./signed-by.ts";

const answersForAuthority = "1.3.6.1.5.5.7.3.9";
/** An answer without an end is asked for anew every day. */
const endlessAnswerMs = 24 * 60 * 60 * 1000;

/** The authority itself, or whom it has named for this; null where neither signed (RFC 6960 section 4.2.2.2). */
export async function signerOfAnswer(
  answer: OcspAnswer,
  issuer: Certificate,
  at: Date,
): Promise<Certificate | null> {
  if (await isSignedBy(answer, issuer)) return issuer;
  for (const responder of answer.certificates)
    if (
      mayAnswerFor(responder, issuer, at) &&
      (await isSignedBy(responder, issuer)) &&
      (await isSignedBy(answer, responder))
    )
      return responder;
  return null;
}

/** What a signed answer says of the certificate now. */
export async function statusInAnswer(
  answer: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
  at: Date,
): Promise<"good" | "revoked" | "unknown"> {
  if (answer.extensions.some(({ isCritical }) => isCritical)) return "unknown";
  for (const statement of answer.statements)
    if (
      isCurrent(statement, at) &&
      !statement.extensions.some(({ isCritical }) => isCritical) &&
      (await isAbout(statement, certificate, issuer))
    )
      return statement.status;
  return "unknown";
}

function mayAnswerFor(
  responder: Certificate,
  issuer: Certificate,
  at: Date,
): boolean {
  const { extensions, notBefore, notAfter } = responder;
  return (
    isSameName(responder.issuer, issuer.subject) &&
    hasBegun(notBefore, at) &&
    at <= notAfter &&
    canSign(readKeyUsage(extensions)) &&
    (readExtendedKeyUsage(extensions) ?? []).includes(answersForAuthority)
  );
}

function isCurrent(
  { thisUpdate, nextUpdate }: OcspStatement,
  at: Date,
): boolean {
  const end = nextUpdate?.getTime() ?? thisUpdate.getTime() + endlessAnswerMs;
  return hasBegun(thisUpdate, at) && at.getTime() <= end;
}

async function isAbout(
  { hashOid, issuerNameHash, issuerKeyHash, serialNumber }: OcspStatement,
  certificate: Certificate,
  issuer: Certificate,
): Promise<boolean> {
  const hash = certificateIdHashes[hashOid];
  if (
    hash === undefined ||
    !isSameBytes(serialNumber, certificate.serialNumber.encoding)
  )
    return false;
  const { nameHash, keyHash } = await hashesOf(issuer, hash);
  return (
    isSameBytes(issuerNameHash, nameHash) && isSameBytes(issuerKeyHash, keyHash)
  );
}
