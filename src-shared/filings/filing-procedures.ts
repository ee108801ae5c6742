import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { dictionariesSchema } from "../companion-api/public-endpoints.ts";
import { receiptSchema } from "../companion-api/receipt.ts";
import { problemSchema } from "../problems/problem.ts";
import { pinSchema } from "../session/session-procedures.ts";
import {
  conflictDecisionSchema,
  filingConflictSchema,
} from "./filing-conflict.ts";
import { filingContentSchema, sha256Schema } from "./filing-content.ts";
import {
  approvalSchema,
  filingOpinionSchema,
  historyEntrySchema,
} from "./filing-record.ts";
import { filingKindSchema, filingStateSchema } from "./filing-state.ts";
import { placeToCheckSchema } from "./older-forms.ts";

/** 仅在本机, 待同步, 已同步, 已签名，待发送, 发送中 n/m, 同步失败 */
export const syncMarkSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("local-only") }),
  z.strictObject({ kind: z.literal("pending") }),
  z.strictObject({ kind: z.literal("synced") }),
  z.strictObject({ kind: z.literal("queued"), isSigned: z.boolean() }),
  z.strictObject({
    kind: z.literal("sending"),
    sentFiles: z.int(),
    totalFiles: z.int(),
  }),
  z.strictObject({ kind: z.literal("failed"), problem: problemSchema }),
]);
export type SyncMark = z.infer<typeof syncMarkSchema>;

/** What the enterprise may do with a row now; the page shows exactly these. */
export const rowActionSchema = z.enum([
  "resolve",
  "edit",
  "carry-over",
  "start-over",
  "submit",
  "amend",
  "detail",
  "export",
  "undo-delete",
  "delete",
  "cancel-sending",
  "retry",
  "send-held",
]);
export type RowAction = z.infer<typeof rowActionSchema>;

export const filingRowSchema = z.strictObject({
  id: z.uuid(),
  year: z.int(),
  uscc: z.string(),
  enterpriseName: z.string(),
  enterpriseNature: z.string(),
  enterpriseCategory: filingContentSchema.shape.fields.shape.enterpriseCategory,
  /** 复核时间 */
  reviewedAt: z.iso.datetime().nullable(),
  /** Last day of 备案有效期 */
  validUntil: z.iso.date().nullable(),
  kind: filingKindSchema,
  state: filingStateSchema,
  sync: syncMarkSchema,
  hasWorkingCopy: z.boolean(),
  actions: z.array(rowActionSchema),
  /** Why 变更 of an approved filing is not possible now; null where it is, or where the state has no 变更. */
  amendRefusal: problemSchema.nullable(),
  /** What the authority said: the opinion of 审核不通过, the reason of 无效. */
  remark: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});
export type FilingRow = z.infer<typeof filingRowSchema>;

export const filingListSchema = z.strictObject({
  rows: z.array(filingRowSchema),
  /** Id of the application under way that forbids another 新增; null = 新增 is possible. */
  underWayId: z.uuid().nullable(),
  /** 复制上次备案: 新增 is possible and there is an approved filing to copy. */
  canCopy: z.boolean(),
});
export type FilingList = z.infer<typeof filingListSchema>;

export const filingDetailSchema = z.strictObject({
  row: filingRowSchema,
  content: filingContentSchema,
  /** What an older form leaves to be looked at, until 保存信息. */
  toCheck: z.array(placeToCheckSchema),
  /** Of `content`; a form opened on it gives this back as `restsOn`. */
  contentDigest: sha256Schema,
  /** Unsaved changes beside a saved row. */
  workingCopy: z
    .strictObject({ content: filingContentSchema, savedAt: z.iso.datetime() })
    .nullable(),
  approval: approvalSchema.nullable(),
  opinion: filingOpinionSchema.nullable(),
  voidReason: z.string().nullable(),
  history: z.array(historyEntrySchema),
  receipt: z
    .strictObject({
      receipt: receiptSchema,
      verification: z.enum(["valid", "invalid"]),
    })
    .nullable(),
});
export type FilingDetail = z.infer<typeof filingDetailSchema>;

const filingId = z.strictObject({ filingId: z.uuid() });

export const filingProcedures = {
  "filings.list": procedure("signed-in", z.strictObject({}), filingListSchema),
  "filings.detail": procedure("signed-in", filingId, filingDetailSchema),
  /**
   * 保存信息: local at once, sent in the background. Refuses content with problems (`filing-has-problems`). Where the
   * filing changed elsewhere since the form was opened (`restsOn`), both sides are kept and the row offers `resolve`.
   */
  "filings.save": procedure(
    "signed-in",
    z.strictObject({
      filingId: z.uuid(),
      content: filingContentSchema,
      restsOn: sha256Schema.nullable().default(null),
    }),
    filingRowSchema,
  ),
  "filings.delete": procedure("signed-in", filingId, z.strictObject({})),
  /** A deletion that waits for the API is taken back: everything is as it was before it, unsaved typing included. */
  "filings.undo-delete": procedure("signed-in", filingId, filingRowSchema),
  /** `filing-no-conflict` where there is none (any more). */
  "filings.conflict": procedure("signed-in", filingId, filingConflictSchema),
  "filings.resolve-conflict": procedure(
    "signed-in",
    conflictDecisionSchema,
    filingRowSchema,
  ),
  /**
   * The contents of a draft that cannot become an application become the working copy of the application under way,
   * whose form is opened next. The draft stays.
   */
  "filings.carry-over": procedure(
    "signed-in",
    filingId,
    z.strictObject({ filingId: z.uuid() }),
  ),
  /**
   * 重新办理 of a filing that an API put back from a copy has forgotten. `draftId`: the new draft that holds its contents;
   * null where this very row goes on from the API's older version. `filing-application-under-way` where a draft cannot begin.
   */
  "filings.start-over": procedure(
    "signed-in",
    filingId,
    z.strictObject({ draftId: z.uuid().nullable() }),
  ),
  /** Freezes the saved content. The page draws the what-you-sign dialog by parsing `frozen` itself. */
  "filings.freeze": procedure(
    "signed-in",
    filingId,
    z.strictObject({
      submissionId: z.uuid(),
      frozen: z.string(),
      digest: sha256Schema,
      isSignatureNeeded: z.boolean(),
    }),
  ),
  /** Signs the frozen bytes (key) or takes them as they are (account), verifies, queues, and sends when possible. */
  "filings.submit": procedure(
    "signed-in",
    z.strictObject({
      submissionId: z.uuid(),
      digest: sha256Schema,
      pin: pinSchema.nullable(),
      isFinalTryConfirmed: z.boolean(),
    }),
    filingRowSchema,
    null,
  ),
  /**
   * 取消发送; refused with `submission-already-sent` where the API has it already. The limit leaves room for the request
   * under way and the question after it.
   */
  "filings.cancel-sending": procedure(
    "signed-in",
    filingId,
    filingRowSchema,
    90_000,
  ),
  /** 确认发送: of what has been held since a restore; `filing-action-not-allowed` where nothing is. */
  "filings.send-held": procedure("signed-in", filingId, filingRowSchema),
  "filings.dictionaries": procedure(
    "signed-in",
    z.strictObject({}),
    dictionariesSchema,
  ),
} as const;

export const filingEvents = {
  /** Rows changed, here or at the API; the page asks again. `moved` names state changes worth a notification. */
  "filings.changed": z.strictObject({
    moved: z.array(
      z.strictObject({
        filingId: z.uuid(),
        from: filingStateSchema,
        to: filingStateSchema,
      }),
    ),
  }),
} as const;
