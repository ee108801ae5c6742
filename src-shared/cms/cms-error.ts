export const cmsErrorCodes = [
  "cms-malformed",
  "cms-not-detached",
  "cms-signer-count",
  "cms-signer-missing",
  "cms-algorithm-unsupported",
  "cms-attributes-missing",
  "cms-digest-mismatch",
  "cms-certificate-mismatch",
  "cms-signature-invalid",
] as const;

export type CmsErrorCode = (typeof cmsErrorCodes)[number];

/** Why a signature was not accepted; the caller turns it into a problem of its own. */
export class CmsError extends Error {
  readonly code: CmsErrorCode;

  constructor(code: CmsErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = "CmsError";
    this.code = code;
  }
}
