import { judgeCertificate } from "../../src-shared/certificates/certificate-usability.ts";
import {
  parseCertificate,
  type ParsedCertificate,
} from "../../src-shared/certificates/parse-certificate.ts";
import { CmsError } from "../../src-shared/cms/cms-error.ts";
import { verifyDetachedCms } from "../../src-shared/cms/verify-detached-cms.ts";
import type { CompanionProblemCode } from "../../src-shared/companion-api/endpoint.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CertificateUsability } from "../../src-shared/usb-key/usb-key-procedures.ts";
import type { CompanionParts } from "../companion-parts.ts";

export interface JudgedSigner {
  readonly certificate: ParsedCertificate;
  /** Read from the certificate itself, never taken from a request. */
  readonly uscc: string;
  readonly revocation: "good" | "unknown";
  /** The signer's own claim. */
  readonly signedAt: Date;
}

type UnusableReason = Extract<
  CertificateUsability,
  { kind: "unusable" }
>["reason"];

const codeOfReason: Partial<Record<UnusableReason, CompanionProblemCode>> = {
  "certificate-expired": "signer-certificate-expired",
  "certificate-not-yet-valid": "signer-certificate-not-yet-valid",
  "certificate-revoked": "signer-certificate-revoked",
  "certificate-encryption-only": "signer-certificate-wrong-usage",
  "certificate-wrong-usage": "signer-certificate-wrong-usage",
  "certificate-without-uscc": "signer-certificate-without-uscc",
  "certificate-with-old-code": "signer-certificate-without-uscc",
  "certificate-algorithm-unsupported": "signer-certificate-unsupported",
};

/** Who signed exactly this text, judged at the API's own time; each refusal has its own code. */
export async function judgeSigner(
  {
    trust,
    askResponders,
    revocationUnknown,
    now,
  }: Pick<
    CompanionParts,
    "trust" | "askResponders" | "revocationUnknown" | "now"
  >,
  text: string,
  signatureBase64: string,
): Promise<JudgedSigner> {
  const signed = await verifySignature(
    Buffer.from(signatureBase64, "base64"),
    Buffer.from(text, "utf8"),
  );
  const certificate = await readCertificate(signed.signerCertificateDer);
  const usability = await judgeCertificate(
    certificate,
    await trust.read(),
    now(),
    askResponders,
  );
  if (usability.kind === "unusable") {
    throw new ProblemError(
      codeOfReason[usability.reason] ?? "signer-certificate-untrusted",
    );
  }
  if (usability.revocation === "unknown" && revocationUnknown === "refuse") {
    throw new ProblemError("signer-revocation-unknown");
  }
  if (certificate.uscc === null)
    throw new ProblemError("signer-certificate-without-uscc");
  return {
    certificate,
    uscc: certificate.uscc.value,
    revocation: usability.revocation,
    signedAt: signed.signingTime,
  };
}

async function verifySignature(cms: Uint8Array, content: Uint8Array) {
  try {
    return await verifyDetachedCms(cms, content);
  } catch (error) {
    throw new ProblemError(codeOfCmsError(error), undefined, { cause: error });
  }
}

function codeOfCmsError(error: unknown): CompanionProblemCode {
  if (!(error instanceof CmsError)) return "signature-malformed";
  switch (error.code) {
    case "cms-digest-mismatch":
    case "cms-certificate-mismatch":
    case "cms-signature-invalid":
      return "signature-invalid";
    case "cms-algorithm-unsupported":
      return "signer-certificate-unsupported";
    default:
      return "signature-malformed";
  }
}

async function readCertificate(der: Uint8Array): Promise<ParsedCertificate> {
  try {
    return await parseCertificate(der);
  } catch (error) {
    throw new ProblemError("signature-malformed", undefined, { cause: error });
  }
}
