import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { z } from "zod";
import type { reviewEndpoints } from "../../src-shared/companion-api/review-endpoints.ts";
import { parseKnownSubmission } from "../../src-shared/filings/frozen-submission.ts";
import type { CompanionCaller } from "./call-companion.ts";
import {
  actionNames,
  kindNames,
  signatureText,
  stateNames,
  timeText,
} from "./review-text.ts";

type ReviewState = z.input<typeof reviewEndpoints.reviewList.query>["state"];

const shortIdLength = 8;

export async function listFilings(
  companion: CompanionCaller,
  { state, text }: { state: string; text?: string },
): Promise<void> {
  const wanted = state === "all" ? undefined : (state as ReviewState);
  const { total, filings } = await companion.call("reviewList", {
    query: { state: wanted, text, limit: 50 },
  });
  for (const filing of filings) {
    const signature = filing.isSigned ? "已签名" : "账号未核验";
    const columns = [
      filing.id.slice(0, shortIdLength),
      stateNames[filing.state],
      kindNames[filing.kind],
      signature,
      timeText(filing.submittedAt),
      filing.uscc,
      filing.enterpriseName,
    ];
    console.log(columns.join("  "));
  }
  console.log(
    total > filings.length
      ? `共 ${total} 条，列出最新 ${filings.length} 条。`
      : `共 ${total} 条。`,
  );
}

export async function showFiling(
  companion: CompanionCaller,
  idStart: string,
): Promise<void> {
  const { filing, history, signature } = await readDetail(companion, idStart);
  const { fields, files } = filing.content;
  const lines = [
    ["编号", filing.id],
    ["企业名称", fields.enterpriseName],
    ["统一社会信用代码", filing.uscc],
    ["申请类型", kindNames[filing.kind]],
    ["状态", stateNames[filing.state]],
    ["年度", String(filing.year)],
    ["签名", signatureText(signature)],
    ["上报时间", timeText(filing.latestSubmission?.receivedAt ?? null)],
    ["复核时间", timeText(filing.approval?.reviewedAt ?? null)],
    [
      "备案有效期",
      filing.approval === null
        ? "—"
        : `${filing.approval.validFrom} 至 ${filing.approval.validUntil}`,
    ],
    ["法定代表人", fields.legalRepresentative],
    ["联系人", `${fields.contactName} ${fields.contactMobile}`],
  ];
  for (const [label, value] of lines) console.log(`${label}：${value ?? ""}`);
  const attached = Object.values(files).filter((file) => file !== null);
  console.log(`附件 ${attached.length} 个：`);
  for (const { fileName, size } of attached)
    console.log(`  ${fileName}（${size} 字节）`);
  console.log("经过：");
  for (const { at, actor, action, remark } of history) {
    const named =
      action in actionNames
        ? actionNames[action as keyof typeof actionNames]
        : action;
    console.log(
      `  ${timeText(at)}  ${actor}  ${named}${remark === null ? "" : `：${remark}`}`,
    );
  }
}

export async function decide(
  companion: CompanionCaller,
  idStart: string,
  decision: "approve" | "return",
  opinion: string | null,
): Promise<void> {
  const { filing, signature } = await readDetail(companion, idStart);
  if (filing.latestSubmission === null) throw new Error("这条备案还没有上报。");
  const { id: submissionId, digest } = filing.latestSubmission;
  const decided = await companion.call("decide", {
    params: { filingId: filing.id },
    body: { submissionId, digest, decision, opinion },
  });
  const { approval, state, content } = decided.filing;
  const validity =
    decision === "approve" && approval !== null
      ? `，备案有效期 ${approval.validFrom} 至 ${approval.validUntil}`
      : "";
  console.log(
    `${content.fields.enterpriseName}：${stateNames[state]}${validity}。${signatureText(signature)}。`,
  );
}

export async function voidFiling(
  companion: CompanionCaller,
  idStart: string,
  reason: string,
): Promise<void> {
  const { filing } = await readDetail(companion, idStart);
  await companion.call("void", {
    params: { filingId: filing.id },
    body: { reason },
  });
  console.log(`${filing.content.fields.enterpriseName}：无效。`);
}

/** Names of the files here are digests: what an enterprise called its files is never used as a path. */
export async function saveEvidence(
  companion: CompanionCaller,
  idStart: string,
  folder: string,
): Promise<void> {
  const { filing } = await readDetail(companion, idStart);
  if (filing.latestSubmission === null) throw new Error("这条备案还没有上报。");
  const submission = await companion.call("submission", {
    params: { submissionId: filing.latestSubmission.id },
  });
  const target = resolve(folder);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "submission.json"), submission.frozen);
  if (submission.signature !== null) {
    writeFileSync(
      join(target, "signature.der"),
      Buffer.from(submission.signature, "base64"),
    );
  }
  writeFileSync(join(target, "receipt.jws"), submission.receipt.jws);
  for (const { sha256 } of Object.values(
    parseKnownSubmission(submission.frozen).files,
  )) {
    writeFileSync(join(target, sha256), await companion.fetchFile(sha256));
  }
  console.log(`已存到 ${target}。`);
}

/** The first digits of an id are enough where they fit one filing only. */
async function readDetail(companion: CompanionCaller, idStart: string) {
  if (!/^[0-9a-f-]{4,36}$/.test(idStart))
    throw new Error("编号应为列表第一列，至少写 4 位。");
  const { filings } = await companion.call("reviewList", {
    query: { text: idStart, limit: 200 },
  });
  const found = filings.filter(({ id }) => id.startsWith(idStart));
  const [only, ...others] = found;
  if (only === undefined) throw new Error("没有找到这条备案。");
  if (others.length > 0)
    throw new Error(`有 ${found.length} 条备案的编号以此开头，请多写几位。`);
  return companion.call("reviewDetail", { params: { filingId: only.id } });
}
