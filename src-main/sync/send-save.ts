import { filesOfCategory } from "../../src-shared/filings/file-lists.ts";
import {
  fileKinds,
  type Attachment,
  type FilingContent,
} from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { codeOf, problemOf } from "./companion-refusal.ts";
import { callOptions, type SendContext } from "./send-context.ts";
import { sendFiles } from "./send-files.ts";
import type { SyncedFiling } from "./synced-filings.ts";

/**
 * Files first: as long as one of them is missing the save stays pending, so a restart in between forgets nothing.
 */
export async function sendSave(
  context: SendContext,
  filing: SyncedFiling,
): Promise<void> {
  const { pending } = filing;
  if (pending?.kind !== "save") return;
  context.meter.begin(filing.id, "save");
  await sendFiles(context, filesToSend(context, filing.content));
  await context.caughtUp();
  const current = context.filings.get(filing.id);
  if (current?.pending?.kind !== "save" || current.failure !== null) return;
  // Saved anew while the files went up: the newest content goes, with its own files.
  if (current.pending.saveId !== pending.saveId)
    return sendSave(context, current);
  try {
    await putSave(context, current);
  } catch (error) {
    if (codeOf(error) === "application-under-way" && pending.baseVersion === 0)
      returnToDraft(context, filing.id, error);
    else if (codeOf(error) === "filing-version-conflict")
      await sendAfterConflict(context, current, error);
    // Removed there before, and brought back here by somebody who did not know.
    else if (codeOf(error) === "filing-not-found" && pending.baseVersion === 0)
      returnToDraft(context, filing.id, new ProblemError("filing-removed"));
    // The tombstone of another machine's deletion comes with the next pull and takes this mark away.
    else if (codeOf(error) === "filing-not-found")
      throw new ProblemError("sync-companion-forgot");
    else throw error;
  }
}

async function putSave(
  context: SendContext,
  filing: SyncedFiling,
): Promise<void> {
  if (filing.pending?.kind !== "save") return;
  const { saveId, baseVersion } = filing.pending;
  const { content, id: filingId } = filing;
  const reply = await context.client.call(
    "saveFiling",
    { params: { filingId }, body: { saveId, baseVersion, content } },
    callOptions(context),
  );
  context.onChanged(context.filings.acceptSave(saveId, reply.filing));
}

/**
 * An earlier save of this very machine may have been taken with its answer lost. Seeing the API's record, the store
 * rests the pending save on it; where it does not, somebody else changed the filing and the clerk decides.
 */
async function sendAfterConflict(
  context: SendContext,
  filing: SyncedFiling,
  conflict: unknown,
): Promise<void> {
  const { filings, client } = context;
  const params = { filingId: filing.id };
  const found = await client.call("filing", { params }, callOptions(context));
  if (found.filing.version < (filing.serverVersion ?? 0))
    throw new ProblemError("sync-companion-forgot", {
      state: found.filing.state,
    });
  context.onChanged(filings.applyServerRecord(found.filing, found.history));
  const rebased = filings.get(filing.id);
  if (rebased?.pending?.kind !== "save") return;
  if (rebased.pending.baseVersion === filing.pending?.baseVersion)
    throw conflict;
  await putSave(context, rebased);
}

function returnToDraft(
  { filings, onChanged }: SendContext,
  filingId: string,
  error: unknown,
): void {
  const problem = problemOf(error);
  if (problem === null) throw error;
  const { outgoing = null, serverVersion = null } = filings.get(filingId) ?? {};
  // Signed on a save that the API never took: it has not left, and nothing it could name will come.
  if (outgoing?.state === "queued" && serverVersion === null)
    filings.cancelSubmission(outgoing.submissionId, "cancel");
  filings.returnToDraft(filingId, problem);
  onChanged(null);
}

/** Every row's file, those kept aside for the other 企业类别 too, as far as this machine has them. */
function filesToSend(
  { attachments }: SendContext,
  content: FilingContent,
): Attachment[] {
  const counted = new Set(
    filesOfCategory(content.fields.enterpriseCategory).map(({ kind }) => kind),
  );
  return fileKinds.flatMap((kind) => {
    const file = content.files[kind];
    if (file === null) return [];
    return counted.has(kind) || attachments.size(file.sha256) !== null
      ? [file]
      : [];
  });
}
