import { isDeepStrictEqual } from "node:util";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Receipt } from "../../../src-shared/companion-api/receipt.ts";
import { parseFrozenSubmission } from "../../../src-shared/filings/frozen-submission.ts";
import type { FilingContent } from "../../../src-shared/filings/filing-content.ts";
import type { TestProfile } from "../../fixtures/storage/open-test-profile.ts";
import type { TestCompanion } from "../../integration/companion/start-test-companion.ts";
import { digestOf } from "../../integration/companion/test-enterprise.ts";

interface Sent {
  readonly companion: TestCompanion;
  readonly uscc: string;
  readonly profile: TestProfile;
  readonly recheckReceipt: (receipt: Receipt) => "valid" | "invalid";
  readonly filingId: string;
  readonly submissionId: string;
  readonly cancelled: readonly string[];
  readonly content: FilingContent;
  readonly defects: readonly unknown[];
}

/** `twice`: more reached the API than was clicked. `lost`: anything else that is not as it was signed. */
export class SentWrongly extends Error {
  readonly how: "lost" | "twice";

  constructor(how: "lost" | "twice", message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "SentWrongly";
    this.how = how;
  }
}

/** One click, one submission, one receipt, the bytes that were signed, every file whole; and nothing else. */
export async function checkSentOnce(sent: Sent): Promise<void> {
  const { companion, profile, filingId, submissionId, content } = sent;
  if (sent.defects.length > 0)
    throw new AggregateError(sent.defects, "defects were logged");
  const kept = await companion.database
    .selectFrom("submissions")
    .select(["id", "digest", "frozen"])
    .where("filing_id", "=", filingId)
    .execute();
  const submits = await companion.database
    .selectFrom("filing_history")
    .select("action")
    .where("filing_id", "=", filingId)
    .where("action", "=", "submit")
    .execute();
  const filing = profile.filings.get(filingId);
  const [only] = kept;
  const frozen = only?.frozen ?? "";
  const story = {
    ids: kept.map(({ id }) => id),
    submits: submits.length,
    state: filing?.state,
    receipt:
      filing?.receipt === null || filing?.receipt === undefined
        ? "none"
        : sent.recheckReceipt(filing.receipt),
    receiptOf: filing?.receipt?.claims.submissionId,
    receiptDigest: filing?.receipt?.claims.digest,
    isContentSame: isDeepStrictEqual(
      parseFrozenSubmission(frozen).fields,
      content.fields,
    ),
    cancelledKept: kept.filter(({ id }) => sent.cancelled.includes(id)).length,
    damagedFiles: await damagedFiles(sent),
  };
  const expected: typeof story = {
    ids: [submissionId],
    submits: 1,
    state: "under-review",
    receipt: "valid",
    receiptOf: submissionId,
    receiptDigest: digestOf(Buffer.from(frozen, "utf8")),
    isContentSame: true,
    cancelledKept: 0,
    damagedFiles: [],
  };
  if (isDeepStrictEqual(story, expected)) return;
  const isTwice =
    story.ids.length > 1 || story.submits > 1 || story.cancelledKept > 0;
  throw new SentWrongly(
    isTwice ? "twice" : "lost",
    JSON.stringify({ story, expected }),
  );
}

async function damagedFiles({
  companion,
  uscc,
  content,
}: Sent): Promise<string[]> {
  const damaged: string[] = [];
  const digests = new Set(
    Object.values(content.files).flatMap((file) => file?.sha256 ?? []),
  );
  for (const sha256 of digests) {
    const shelf = join(companion.dataDir, "files", uscc, sha256.slice(0, 2));
    const bytes = await readFile(join(shelf, sha256)).catch(() => null);
    if (bytes === null || digestOf(bytes) !== sha256) damaged.push(sha256);
  }
  return damaged;
}
