import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { isUnderWay } from "../../src-shared/filings/transitions.ts";
import { problemOf } from "./companion-refusal.ts";
import { concernsAll, judgeFailure } from "./judge-failure.ts";
import type { SendContext } from "./send-context.ts";
import { findMissing, sendFiles } from "./send-files.ts";
import type { PassOutcome } from "./send-waiting.ts";
import type { SyncedFiling } from "./synced-filings.ts";

/**
 * What the API has lost on its disk goes again, as far as it is on this machine: it may be evidence of what was submitted
 * long ago, and nobody here would click for it. One that cannot go holds up no other, and is no failure of a row that
 * the API took.
 */
export async function sendLostFiles(
  context: SendContext,
  logDefect: (error: unknown) => void,
): Promise<PassOutcome> {
  const { filings, meter } = context;
  let outcome: PassOutcome = { kind: "done" };
  const tryTo = async (send: () => Promise<void>): Promise<void> => {
    try {
      await send();
    } catch (error) {
      if (concernsAll(error)) throw error;
      if (judgeFailure(error) === "later") outcome = { kind: "later", error };
      else if (problemOf(error) === null) logDefect(error);
    }
  };
  for (const filing of filings.list()) {
    const files = filesAtCompanion(context, filing);
    await tryTo(async () => {
      for (const file of await findMissing(context, files)) {
        meter.begin(filing.id, "save");
        await tryTo(() => sendFiles(context, [file]));
      }
    }).finally(() => meter.end());
  }
  return outcome;
}

/** Of the version that the API holds and of the one that it approved, as far as they are here. */
function filesAtCompanion(
  { attachments }: SendContext,
  { state, pending, serverRecord }: SyncedFiling,
): Attachment[] {
  const isGoing =
    serverRecord?.isRemoved === true || pending?.kind === "delete";
  if (serverRecord === null || isGoing) return [];
  if (!isUnderWay(state) && state !== "approved") return [];
  const { content, approval } = serverRecord;
  const files = [content, ...(approval === null ? [] : [approval.content])]
    .flatMap((each) => Object.values(each.files))
    .filter((file) => file !== null)
    .filter(({ sha256 }) => attachments.size(sha256) !== null);
  return [...new Map(files.map((file) => [file.sha256, file])).values()];
}
