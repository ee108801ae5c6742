import { basename } from "node:path";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { draftFileProcedures } from "../../src-shared/draft-files/draft-file-procedures.ts";
import { judgePassphrase } from "../../src-shared/draft-files/judge-passphrase.ts";
import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import { ProblemError, withFacts } from "../../src-shared/problems/problem.ts";
import { attachmentsOf } from "./draft-contents.ts";
import { importDraft } from "./import-draft.ts";
import { judgeDraftFile } from "./read-draft-file.ts";
import { createTransfers } from "./transfer.ts";
import { writeDraftFile } from "./write-draft-file.ts";
import type { DraftFileDesk } from "./draft-file-desk.ts";

export interface DraftFileNeeds {
  /** Throws `session-not-signed-in` and `session-cannot-file`. */
  readonly desk: () => DraftFileDesk;
  /** The host's file dialogs; null where the clerk closes them. */
  readonly chooseExportFile: (suggestedName: string) => Promise<string | null>;
  readonly chooseImportFile: () => Promise<string | null>;
  readonly onProgress: (progress: {
    doneBytes: number;
    totalBytes: number;
  }) => void;
  readonly onChanged: () => void;
  readonly now: () => Date;
}

export interface DraftFiles {
  readonly handlers: ProcedureHandlers<typeof draftFileProcedures>;
  /** At sign-out. */
  stop(): void;
}

export const draftFileEnding = "ucfd";

export function createDraftFiles(needs: DraftFileNeeds): DraftFiles {
  const transfers = createTransfers(needs.onProgress);
  let chosenPath: string | null = null;
  return {
    handlers: {
      "draft-files.export": async ({ filingId, passphrase }) => {
        refuseWeak(passphrase);
        const desk = needs.desk();
        const form = desk.exportable(filingId);
        return transfers.run(async (transfer) => {
          for (const { sha256, fileName } of attachmentsOf(form.content))
            await desk.bringHere(sha256).catch((error: unknown) => {
              throw withFacts(error, { fileName });
            });
          const path = await needs.chooseExportFile(nameOf(needs.now()));
          if (path === null) return { kind: "not-chosen" };
          transfer.throwIfCancelled();
          const read = (sha256: string) => desk.attachments.read(sha256);
          const draft = { path, passphrase, form, read };
          await writeDraftFile(draft, transfer);
          return { kind: "written", fileName: basename(path) };
        });
      },
      "draft-files.choose": async () => {
        needs.desk().refuseUnderWay();
        const path = await needs.chooseImportFile();
        if (path === null) return { kind: "not-chosen" };
        const { size } = await judgeDraftFile(path);
        chosenPath = path;
        return { kind: "chosen", fileName: basename(path), size };
      },
      "draft-files.import": async ({ passphrase }) => {
        const desk = needs.desk();
        desk.refuseUnderWay();
        const path = chosenPath;
        if (path === null) throw new ProblemError("draft-file-gone");
        const filingId = await transfers.run((transfer) =>
          importDraft(desk, path, passphrase, transfer),
        );
        chosenPath = null;
        needs.onChanged();
        return { filingId };
      },
      "draft-files.cancel": () => {
        transfers.cancel();
        return {};
      },
    },
    stop: () => {
      chosenPath = null;
      transfers.cancel();
    },
  };
}

function refuseWeak(passphrase: string): void {
  const strength = judgePassphrase(passphrase);
  if (strength === "too-short" || strength === "weak")
    throw new ProblemError("draft-file-passphrase-weak");
}

/** No name of an enterprise: the file travels by mail and stick. */
function nameOf(now: Date): string {
  return `二手车备案草稿-${shanghaiDay(now)}.${draftFileEnding}`;
}
