import { z } from "zod";
import { sha256Schema } from "../filings/filing-content.ts";
import {
  filingRecordSchema,
  historyEntrySchema,
} from "../filings/filing-record.ts";
import { filingStateSchema } from "../filings/filing-state.ts";
import { endpoint } from "./endpoint.ts";
import { receiptSchema } from "./receipt.ts";
import { nothing } from "./shapes.ts";

const filingId = z.strictObject({ filingId: z.uuid() });

/** What the reviewer needs to know of the signature; `unsigned` shows as 账号未核验. */
export const signatureReportSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("unsigned") }),
  z.strictObject({
    kind: z.literal("signed"),
    holderName: z.string(),
    enterpriseName: z.string(),
    uscc: z.string(),
    certificateSha256: sha256Schema,
    issuerName: z.string(),
    signedAt: z.iso.datetime(),
    revocation: z.enum(["good", "unknown"]),
  }),
]);
export type SignatureReport = z.infer<typeof signatureReportSchema>;

export const reviewEndpoints = {
  reviewList: endpoint({
    method: "GET",
    path: "/v1/review/filings",
    access: "reviewer",
    summary: "Filings of all enterprises, newest first, a page at a time",
    params: nothing,
    query: z.strictObject({
      state: filingStateSchema.exclude(["draft"]).optional(),
      text: z.string().max(100).optional(),
      offset: z.coerce.number().int().nonnegative().default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    body: nothing,
    reply: z.strictObject({
      total: z.int(),
      filings: z.array(
        z.strictObject({
          id: z.uuid(),
          uscc: z.string(),
          enterpriseName: z.string(),
          kind: filingRecordSchema.shape.kind,
          state: filingRecordSchema.shape.state,
          year: z.int(),
          submissionId: z.uuid().nullable(),
          digest: sha256Schema.nullable(),
          submittedAt: z.iso.datetime().nullable(),
          isSigned: z.boolean(),
        }),
      ),
    }),
  }),
  reviewDetail: endpoint({
    method: "GET",
    path: "/v1/review/filings/:filingId",
    access: "reviewer",
    summary: "One filing with history, signature report and receipt",
    params: filingId,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      filing: filingRecordSchema,
      history: z.array(historyEntrySchema),
      receipt: receiptSchema.nullable(),
      signature: signatureReportSchema.nullable(),
    }),
  }),
  decide: endpoint({
    method: "POST",
    path: "/v1/review/filings/:filingId/decisions",
    access: "reviewer",
    summary: "审核通过 or 审核不通过 of exactly this submission",
    params: filingId,
    query: nothing,
    body: z
      .strictObject({
        submissionId: z.uuid(),
        digest: sha256Schema,
        decision: z.enum(["approve", "return"]),
        opinion: z.string().trim().max(2000).nullable(),
      })
      .refine(
        (decision) =>
          decision.decision === "approve" || (decision.opinion ?? "") !== "",
        {
          path: ["opinion"],
          message: "a return needs an opinion",
        },
      ),
    reply: z.strictObject({ filing: filingRecordSchema }),
  }),
  void: endpoint({
    method: "POST",
    path: "/v1/review/filings/:filingId/void",
    access: "reviewer",
    summary: "无效 with a reason",
    params: filingId,
    query: nothing,
    body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
    reply: z.strictObject({ filing: filingRecordSchema }),
  }),
} as const;
