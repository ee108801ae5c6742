import { z } from "zod";
import { sha256Schema } from "../filings/filing-content.ts";
import { filingKindSchema } from "../filings/filing-state.ts";

/** 回执: what the API says it received. The JWS payload is the canonical JSON of this. */
export const receiptClaimsSchema = z.strictObject({
  purpose: z.literal("cn.usedcar.filing/receipt/v1"),
  submissionId: z.uuid(),
  filingId: z.uuid(),
  kind: filingKindSchema,
  uscc: z.string(),
  /** SHA-256 of the frozen bytes. */
  digest: sha256Schema,
  /** SHA-256 of the signing certificate; null for an unsigned submission. */
  certificateSha256: sha256Schema.nullable(),
  revocation: z.enum(["good", "unknown"]).nullable(),
  fileCount: z.int().nonnegative(),
  receivedAt: z.iso.datetime(),
});
export type ReceiptClaims = z.infer<typeof receiptClaimsSchema>;

/** Compact JWS (RFC 7515), alg ES256, `kid` = id of the receipt key. */
export const receiptSchema = z.strictObject({
  jws: z.string().max(8000),
  claims: receiptClaimsSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;
