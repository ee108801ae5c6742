import { z } from "zod";
import { filingContentSchema, sha256Schema } from "./filing-content.ts";
import { filingKindSchema, filingStateSchema } from "./filing-state.ts";

const instant = z.iso.datetime();
const day = z.iso.date();

/** What is in force: the approval a filing stands on, kept while an amendment is under way. */
export const approvalSchema = z.strictObject({
  /** 审核机构 */
  authority: z.string(),
  /** 复核时间: the latest approval, of the filing or of an amendment. */
  reviewedAt: instant,
  /** First and last day of 备案有效期; amendments never move them. */
  validFrom: day,
  validUntil: day,
  /** What was approved: the 新增, or a 变更 of it. */
  kind: filingKindSchema,
  content: filingContentSchema,
});
export type Approval = z.infer<typeof approvalSchema>;

export const historyEntrySchema = z.strictObject({
  at: instant,
  /** Who: a holder or account name, a reviewing authority, or the system itself. */
  actor: z.string(),
  actorKind: z.enum(["enterprise", "reviewer", "clock", "companion"]),
  action: z.string(),
  fromState: filingStateSchema.nullable(),
  toState: filingStateSchema.nullable(),
  kind: filingKindSchema,
  version: z.int().nonnegative(),
  /** Opinion or reason, where one was given. */
  remark: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const filingOpinionSchema = z.strictObject({
  authority: z.string(),
  text: z.string(),
  at: instant,
});

/** A filing as the API holds it and the client mirrors it. */
export const filingRecordSchema = z.strictObject({
  id: z.uuid(),
  uscc: z.string(),
  kind: filingKindSchema,
  state: filingStateSchema.exclude(["draft"]),
  /** Grows by one with every accepted change; the base of optimistic concurrency. */
  version: z.int().positive(),
  /** 年度: of the first 上报 of the 新增, before it of creation (Asia/Shanghai). */
  year: z.int(),
  content: filingContentSchema,
  approval: approvalSchema.nullable(),
  /** The opinion of the latest 审核不通过, until the next 上报. */
  opinion: filingOpinionSchema.nullable(),
  /** Why it is 无效, where the authority said so. */
  voidReason: z.string().nullable(),
  latestSubmission: z
    .strictObject({ id: z.uuid(), digest: sha256Schema, receivedAt: instant })
    .nullable(),
  createdAt: instant,
  updatedAt: instant,
  isRemoved: z.boolean(),
});
export type FilingRecord = z.infer<typeof filingRecordSchema>;
