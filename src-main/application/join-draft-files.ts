import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { AttachmentFeature } from "../attachments/handle-attachments.ts";
import {
  createDraftFiles,
  type DraftFileNeeds,
  type DraftFiles,
} from "../draft-files/handle-draft-files.ts";
import { exportableContent } from "../filings/exportable-content.ts";
import { refuseAnother } from "../filings/check-standing.ts";
import type { PersonDesk } from "./person-desk.ts";
import type { DraftFileDesk } from "../draft-files/draft-file-desk.ts";

/** 导出 and 导入 between the stores of whoever is signed in and the host's file dialogs. */
export function joinDraftFiles({
  desk,
  attachments,
  ...needs
}: Omit<DraftFileNeeds, "desk"> & {
  readonly desk: PersonDesk;
  readonly attachments: Pick<AttachmentFeature, "bringHere">;
}): DraftFiles {
  return createDraftFiles({
    ...needs,
    desk: () => {
      const { person, filings, attachments: store } = desk.current();
      const { uscc } = person;
      if (uscc === null) throw new ProblemError("session-cannot-file");
      return {
        uscc,
        drafts: filings,
        attachments: store,
        refuseUnderWay: () => refuseAnother(filings.list()),
        exportable: (filingId) => {
          const filing = filings.get(filingId);
          if (filing === null) throw new ProblemError("filing-unknown");
          const content = exportableContent(filing);
          if (content === null)
            throw new ProblemError("filing-action-not-allowed");
          return { content, toCheck: filing.toCheck };
        },
        bringHere: (sha256) => attachments.bringHere(sha256),
      } satisfies DraftFileDesk;
    },
  });
}
