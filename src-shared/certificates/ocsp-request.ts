import { der, derOid, derTags } from "../cms/der-writer.ts";
import { ownBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";

/** How an authority is named in requests and answers. A name and no signature, so SHA-1 may stay, and every responder knows it. */
export const certificateIdHashes: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
};
const sha1Oid = "1.3.14.3.2.26";

/** OCSPRequest about one certificate (RFC 6960 section 4.1): no nonce, so that prepared answers do. */
export async function writeOcspRequest(
  certificate: Certificate,
  issuer: Certificate,
): Promise<Uint8Array> {
  const { nameHash, keyHash } = await hashesOf(issuer, "SHA-1");
  const certificateId = der(
    derTags.sequence,
    der(derTags.sequence, derOid(sha1Oid), der(derTags.null)),
    der(derTags.octetString, nameHash),
    der(derTags.octetString, keyHash),
    certificate.serialNumber.encoding,
  );
  const requests = der(derTags.sequence, der(derTags.sequence, certificateId));
  return der(derTags.sequence, der(derTags.sequence, requests));
}

export async function hashesOf(
  issuer: Certificate,
  hash: string,
): Promise<{ nameHash: Uint8Array; keyHash: Uint8Array }> {
  const digest = async (bytes: Uint8Array): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.digest(hash, ownBytes(bytes)));
  return {
    nameHash: await digest(issuer.subject.encoding),
    keyHash: await digest(issuer.publicKey.keyBytes),
  };
}
