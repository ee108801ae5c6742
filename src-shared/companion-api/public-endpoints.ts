import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { base64Schema, nothing } from "./shapes.ts";

const derListSchema = z.array(base64Schema(10 * 1024 * 1024));

/** Trust anchors, intermediates and CRLs as DER in base64. */
export const trustMaterialSchema = z.strictObject({
  anchors: derListSchema,
  intermediates: derListSchema,
  crls: derListSchema,
});
export type TrustMaterial = z.infer<typeof trustMaterialSchema>;

export const dictionariesSchema = z.strictObject({
  enterpriseNatures: z.array(z.string()),
  enterpriseScales: z.array(z.string()),
  /** Edition of the region list the API knows. */
  regionsEdition: z.string(),
});
export type Dictionaries = z.infer<typeof dictionariesSchema>;

/** ES256 public keys of the API's receipts, newest first; `id` is the RFC 7638 thumbprint. */
export const receiptKeysSchema = z.strictObject({
  keys: z.array(
    z.strictObject({
      id: z.string(),
      kty: z.literal("EC"),
      crv: z.literal("P-256"),
      x: z.string(),
      y: z.string(),
    }),
  ),
});

export const publicEndpoints = {
  health: endpoint({
    method: "GET",
    path: "/health",
    access: "none",
    summary: "Is the API alive",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      product: z.literal("used-car-filing-companion"),
      version: z.string(),
      now: z.iso.datetime(),
      /** Received files whose bytes are gone from the disk, or damaged, and did not come again yet. */
      lostFiles: z.int(),
    }),
  }),
  trustMaterial: endpoint({
    method: "GET",
    path: "/v1/trust",
    access: "none",
    summary: "Trust anchors, intermediate certificates and CRLs",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: trustMaterialSchema,
  }),
  dictionaries: endpoint({
    method: "GET",
    path: "/v1/dictionaries",
    access: "none",
    summary: "Options of 企业性质 and 企业规模",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: dictionariesSchema,
  }),
  receiptKeys: endpoint({
    method: "GET",
    path: "/v1/receipt-keys",
    access: "none",
    summary: "Public keys that sign receipts",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: receiptKeysSchema,
  }),
} as const;
