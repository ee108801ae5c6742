import type { CompanionTransaction } from "../storage/open-database.ts";
import { companion } from "./actors.ts";
import { findUnderWay } from "./filing-store.ts";
import { moveFiling } from "./move-filing.ts";

const reason =
  "办理这份申请的账号已由本企业持有电子钥匙的人员注销，未核验的上报退回。请用电子钥匙修改后重新上报，或删除。";

/** 待审核 of an account that the key's holder closes comes back: nobody else could, and it keeps the code's one place. */
export async function returnUnsigned(
  transaction: CompanionTransaction,
  uscc: string,
  at: Date,
): Promise<void> {
  const row = await findUnderWay(transaction, uscc);
  if (row?.maker !== "account" || row.state !== "under-review") return;
  const opinion = { authority: "系统", text: reason, at: at.toISOString() };
  await moveFiling(transaction, row, {
    action: "return",
    actor: companion,
    at,
    remark: reason,
    changes: { opinion: JSON.stringify(opinion) },
  });
}
