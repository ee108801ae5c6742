import { randomUUID } from "node:crypto";
import { judgeFile } from "../../src-shared/attachments/judge-file.ts";
import { mediaTypeOf } from "../../src-shared/attachments/media-type-of.ts";
import { requirementOf } from "../../src-shared/filings/file-lists.ts";
import {
  fileKinds,
  type FilingContent,
} from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { readDraftFile } from "./read-draft-file.ts";
import type { Transfer } from "./transfer.ts";
import type { DraftFileDesk } from "./draft-file-desk.ts";

/**
 * A new draft of the file's contents. Where anything stands in the way, the files that were stored for it stay until they are
 * swept as any that no filing names: a form may have attached the same ones meanwhile.
 */
export async function importDraft(
  desk: DraftFileDesk,
  path: string,
  passphrase: string,
  transfer: Transfer,
): Promise<string> {
  const { attachments, drafts } = desk;
  const { content, toCheck } = await readDraftFile(
    path,
    passphrase,
    {
      form: (form) => refuseOtherEnterprise(desk, form),
      attachment: async (form, sha256, bytes) => {
        refuseUnfit(form, sha256, bytes);
        await attachments.put(sha256, bytes);
      },
    },
    transfer,
  );
  transfer.throwIfCancelled();
  desk.refuseUnderWay();
  const filingId = randomUUID();
  drafts.addDraft(filingId, content, toCheck);
  return filingId;
}

function refuseOtherEnterprise(
  { uscc }: DraftFileDesk,
  { fields }: FilingContent,
): void {
  if (fields.uscc !== uscc)
    throw new ProblemError("draft-file-other-enterprise", {
      uscc: fields.uscc,
    });
}

/** The rows of the form judge these bytes as if they had been attached here: a file may come from anywhere. */
function refuseUnfit(
  { files }: FilingContent,
  sha256: string,
  bytes: Uint8Array,
): void {
  for (const kind of fileKinds) {
    const file = files[kind];
    if (file?.sha256 !== sha256) continue;
    const verdict = judgeFile(requirementOf(kind), file.fileName, bytes);
    if (verdict.kind === "refused")
      throw new ProblemError(verdict.problem.code, verdict.problem.facts);
    if (file.mediaType !== mediaTypeOf(verdict.type))
      throw new ProblemError("draft-file-damaged");
  }
}
