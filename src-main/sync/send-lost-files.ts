import {
  fileKinds,
  type FilingContent,
} from "../../src-shared/filings/filing-content.ts";
import { isUnderWay } from "../../src-shared/filings/transitions.ts";
import { judgeFailure } from "./judge-failure.ts";
import type { SendContext } from "./send-context.ts";
import { findMissing, sendFiles } from "./send-files.ts";

/**
 * What the API has lost on its disk goes again, as far as it is on this machine: it may be evidence of what was submitted
 * long ago, and nobody here would click for it.
 */
export async function sendLostFiles(context: SendContext): Promise<void> {
  const { filings, attachments, meter } = context;
  const isHere = (
    file: FilingContent["files"][keyof FilingContent["files"]],
  ) => (file !== null && attachments.size(file.sha256) !== null ? [file] : []);
  for (const { id, state, content, pending, serverRecord } of filings.list()) {
    const isAtCompanion = serverRecord?.isRemoved === false && pending === null;
    if (!isAtCompanion || !(isUnderWay(state) || state === "approved"))
      continue;
    const files = fileKinds.flatMap((kind) => isHere(content.files[kind]));
    try {
      const lost = await findMissing(context, files);
      if (lost.length === 0) continue;
      meter.begin(id, "save");
      await sendFiles(context, lost);
    } catch (error) {
      // A file that the API refuses now is no failure of a row that it took.
      if (judgeFailure(error) !== "row") throw error;
    } finally {
      meter.end();
    }
  }
}
