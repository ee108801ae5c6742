import type { CompanionProblemCode } from "../../src-shared/companion-api/endpoint.ts";
import type { SignatureReport } from "../../src-shared/companion-api/review-endpoints.ts";
import type { FilingAction } from "../../src-shared/filings/transitions.ts";
import type {
  FilingKind,
  FilingState,
} from "../../src-shared/filings/filing-state.ts";
import { shanghaiTime } from "../../src-shared/filings/validity.ts";

export const stateNames: Record<FilingState, string> = {
  draft: "暂存",
  "to-submit": "待上报",
  "under-review": "待审核",
  approved: "审核通过",
  returned: "审核不通过",
  expired: "失效",
  void: "无效",
};

export const kindNames: Record<FilingKind, string> = {
  new: "新增",
  amendment: "变更",
};

export const actionNames: Record<FilingAction, string> = {
  save: "保存信息",
  amend: "变更",
  submit: "上报",
  delete: "删除",
  approve: "审核通过",
  return: "审核不通过",
  void: "无效",
  expire: "失效",
  supersede: "被新备案替代",
};

const refusals: Partial<Record<CompanionProblemCode, string>> = {
  "credentials-wrong": "账号或密码不正确。",
  "rate-limited": "尝试次数过多，请稍后再试。",
  "filing-not-found": "没有找到这条备案。",
  "submission-stale": "企业已重新上报，请重新查看后再审核。",
  "filing-transition-refused": "当前状态不允许此操作。",
  "session-ended": "登录已过期，请重试。",
  "request-malformed": "参数不正确。",
};

export function refusalText(code: CompanionProblemCode): string {
  return refusals[code] ?? `接口拒绝了请求（${code}）。`;
}

export function signatureText(signature: SignatureReport | null): string {
  if (signature === null) return "未上报";
  if (signature.kind === "unsigned") return "账号未核验";
  const revocation = signature.revocation === "good" ? "" : "，吊销状态未知";
  return `已签名（${signature.holderName}，${signature.issuerName}，${shanghaiTime(new Date(signature.signedAt))}${revocation}）`;
}

export function timeText(instant: string | null): string {
  return instant === null ? "—" : shanghaiTime(new Date(instant));
}
