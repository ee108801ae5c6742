import { z } from "zod";
import {
  attachmentSchema,
  filingContentSchema,
  sha256Schema,
} from "../filings/filing-content.ts";
import {
  filingRecordSchema,
  historyEntrySchema,
} from "../filings/filing-record.ts";
import { endpoint } from "./endpoint.ts";
import { receiptSchema } from "./receipt.ts";
import { base64Schema, nothing } from "./shapes.ts";

const filingId = z.strictObject({ filingId: z.uuid() });
const baseVersion = z.int().nonnegative();

export const filingEndpoints = {
  listFilings: endpoint({
    method: "GET",
    path: "/v1/filings",
    access: "enterprise",
    summary: "All filings of the enterprise, removed ones excepted",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      filings: z.array(filingRecordSchema),
      cursor: z.int().nonnegative(),
    }),
  }),
  changes: endpoint({
    method: "GET",
    path: "/v1/changes",
    access: "enterprise",
    summary:
      "Filings changed after a cursor, tombstones included; waits up to `waitSeconds` for the first. A cursor lower than asked: this API does not know any more what came after it",
    params: nothing,
    query: z.strictObject({
      after: z.coerce.number().int().nonnegative(),
      waitSeconds: z.coerce.number().int().min(0).max(25).default(0),
    }),
    body: nothing,
    reply: z.strictObject({
      filings: z.array(filingRecordSchema),
      cursor: z.int().nonnegative(),
      /** Another one after each start of the API, which may have been put back from a copy before it. */
      startId: z.uuid(),
    }),
  }),
  filing: endpoint({
    method: "GET",
    path: "/v1/filings/:filingId",
    access: "enterprise-or-reviewer",
    summary: "One filing with its history",
    params: filingId,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      filing: filingRecordSchema,
      history: z.array(historyEntrySchema),
    }),
  }),
  saveFiling: endpoint({
    method: "PUT",
    path: "/v1/filings/:filingId",
    access: "enterprise",
    summary: "保存信息: create, change, or begin an amendment",
    params: filingId,
    query: nothing,
    body: z.strictObject({
      /** Repeating a save with the same id answers the same and changes nothing. */
      saveId: z.uuid(),
      /** Version this change rests on; 0 = the filing is new. */
      baseVersion,
      content: filingContentSchema,
    }),
    reply: z.strictObject({ filing: filingRecordSchema }),
  }),
  deleteFiling: endpoint({
    method: "DELETE",
    path: "/v1/filings/:filingId",
    access: "enterprise",
    summary: "删除; of an amendment: back to the approved row",
    params: filingId,
    query: z.strictObject({ baseVersion: z.coerce.number().int().positive() }),
    body: nothing,
    reply: z.strictObject({ filing: filingRecordSchema.nullable() }),
  }),
  filingInForce: endpoint({
    method: "GET",
    path: "/v1/filings-in-force",
    access: "enterprise",
    summary: "What is, or was, in force on a day (Asia/Shanghai)",
    params: nothing,
    query: z.strictObject({ on: z.iso.date() }),
    body: nothing,
    reply: z.strictObject({
      inForce: z
        .strictObject({
          filingId: z.uuid(),
          validFrom: z.iso.date(),
          validUntil: z.iso.date(),
          content: filingContentSchema,
        })
        .nullable(),
    }),
  }),
  submit: endpoint({
    method: "POST",
    path: "/v1/filings/:filingId/submissions",
    access: "enterprise",
    summary:
      "上报: the frozen bytes and the detached signature over them; the same again gets the same receipt",
    params: filingId,
    query: nothing,
    body: z.strictObject({
      /** UTF-8 text of the frozen bytes. */
      frozen: z.string().max(512 * 1024),
      signature: base64Schema(64 * 1024).nullable(),
    }),
    reply: z.strictObject({
      receipt: receiptSchema,
      filing: filingRecordSchema,
    }),
  }),
  submission: endpoint({
    method: "GET",
    path: "/v1/submissions/:submissionId",
    access: "enterprise-or-reviewer",
    summary: "Frozen bytes, signature and receipt of a submission",
    params: z.strictObject({ submissionId: z.uuid() }),
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      frozen: z.string(),
      signature: z.string().nullable(),
      receipt: receiptSchema,
    }),
  }),
  withdrawSubmission: endpoint({
    method: "DELETE",
    path: "/v1/submissions/:submissionId",
    access: "enterprise",
    summary:
      "取消发送: null where the API has no such submission, and then it takes none of this id any more, however late it arrives",
    params: z.strictObject({ submissionId: z.uuid() }),
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      accepted: z
        .strictObject({ receipt: receiptSchema, filing: filingRecordSchema })
        .nullable(),
    }),
  }),
} as const;

export const fileEndpoints = {
  /** Uploads speak tus 1.0 (creation, HEAD, PATCH) at /v1/uploads with metadata `sha256` and `filename`. */
  heldFiles: endpoint({
    method: "POST",
    path: "/v1/files/held",
    access: "enterprise",
    summary: "Which of these digests the API holds for the enterprise",
    params: nothing,
    query: nothing,
    body: z.strictObject({ sha256: z.array(sha256Schema).max(100) }),
    reply: z.strictObject({ held: z.array(sha256Schema) }),
  }),
  /** Answers the bytes themselves (application/octet-stream), not JSON. */
  file: endpoint({
    method: "GET",
    path: "/v1/files/:sha256",
    access: "enterprise-or-reviewer",
    summary: "The bytes of one file of a filing",
    params: z.strictObject({ sha256: sha256Schema }),
    query: nothing,
    body: nothing,
    reply: z.unknown(),
  }),
} as const;

export const uploadPath = "/v1/uploads";
export const uploadMetadataSchema = z.strictObject({
  sha256: sha256Schema,
  filename: attachmentSchema.shape.fileName,
});
