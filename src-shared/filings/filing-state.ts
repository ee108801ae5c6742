import { z } from "zod";

/** 暂存, 待上报, 待审核, 审核通过, 审核不通过, 失效, 无效. `draft` exists on the enterprise's machine only. */
export const filingStates = [
  "draft",
  "to-submit",
  "under-review",
  "approved",
  "returned",
  "expired",
  "void",
] as const;
export const filingStateSchema = z.enum(filingStates);
export type FilingState = z.infer<typeof filingStateSchema>;

/** 新增, 变更 */
export const filingKindSchema = z.enum(["new", "amendment"]);
export type FilingKind = z.infer<typeof filingKindSchema>;
