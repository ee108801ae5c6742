/** The two families of content types in use: PKCS #7's, and those of GM/T 0010, which SM2 signers may write. */
export const contentForms = {
  rfc5652: { data: "1.2.840.113549.1.7.1", signedData: "1.2.840.113549.1.7.2" },
  gmt0010: {
    data: "1.2.156.10197.6.1.4.2.1",
    signedData: "1.2.156.10197.6.1.4.2.2",
  },
} as const;

export type ContentForm = keyof typeof contentForms;

export const cmsOids = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;
