import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { Dictionaries } from "../../src-shared/companion-api/public-endpoints.ts";
import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type {
  FilingDetail,
  filingProcedures,
} from "../../src-shared/filings/filing-procedures.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { refuseContent } from "./check-content.ts";
import { refuseLateAmendment, refuseUnderWay } from "./check-standing.ts";
import { contentDigest } from "./content-digest.ts";
import { isInConflict } from "./decide-conflict.ts";
import type { FilingStore } from "./filing-store.ts";
import {
  filingList,
  filingRow,
  type RowView,
  type SendingProgress,
} from "./filing-rows.ts";
import type { LocalFiling, StateMove } from "./local-filing.ts";
import { filesNamedBy } from "./files-named-by.ts";
import { handleConflicts } from "./handle-conflicts.ts";
import { handleSubmissions } from "./handle-submissions.ts";

export interface FilingNeeds {
  /** Of the person who is signed in; both throw `session-not-signed-in`. */
  readonly filings: () => FilingStore;
  readonly person: () => Person;
  readonly companionOrigin: string;
  /** Signs exactly this text with the chosen certificate and verifies it: detached CMS in base64. */
  readonly sign: (
    frozen: string,
    pin: string | null,
    isFinalTryConfirmed: boolean,
  ) => Promise<string>;
  /** Whether the API holds this submission; throws the network's problem where nobody can say. */
  readonly askCompanion: (submissionId: string) => Promise<boolean>;
  readonly recheckReceipt: (receipt: Receipt) => "valid" | "invalid";
  /** Options of the API as far as they are known. */
  readonly dictionaries: () => Dictionaries | null;
  readonly progressOf: SendingProgress;
  /** Everything is pulled again. */
  readonly catchUp: () => void;
  /** Files that no filing names any more. */
  readonly eraseFiles: (sha256: readonly string[]) => Promise<void>;
  /** Rows changed; something may wait to be sent. */
  readonly onChanged: (moved: readonly StateMove[]) => void;
  readonly now: () => Date;
}

type FilingHandlers = Omit<
  ProcedureHandlers<typeof filingProcedures>,
  "filings.dictionaries"
>;

export function handleFilings(needs: FilingNeeds): FilingHandlers {
  const view = (): RowView => ({
    now: needs.now(),
    progressOf: needs.progressOf,
    filings: () => needs.filings().list(),
  });
  const known = (filingId: string): LocalFiling => {
    const filing = needs.filings().get(filingId);
    if (filing === null) throw new ProblemError("filing-unknown");
    return filing;
  };
  const changed = (filing: LocalFiling) => {
    needs.onChanged([]);
    return filingRow(filing, view());
  };

  return {
    "filings.list": () => filingList(needs.filings().list(), view()),
    "filings.detail": ({ filingId }) =>
      filingDetail(known(filingId), view(), needs.recheckReceipt),
    "filings.save": ({ filingId, content, restsOn }) => {
      const filings = needs.filings();
      refuseContent(content, needs);
      const before = filings.get(filingId);
      if (before !== null) refuseLateAmendment(before, needs.now());
      refuseUnderWay(filings.list(), filingId);
      return changed(filings.save(filingId, content, restsOn));
    },
    "filings.delete": async ({ filingId }) => {
      const filings = needs.filings();
      const before = known(filingId);
      // The clerk sees both sides first: 删除 here must not take another machine's change with it unseen.
      if (isInConflict(before))
        throw new ProblemError("filing-action-not-allowed");
      filings.delete(filingId);
      const stillNamed = filings.namedFiles();
      needs.onChanged([]);
      await needs.eraseFiles(
        filesNamedBy(before).filter((sha256) => !stillNamed.has(sha256)),
      );
      return {};
    },
    ...handleConflicts(needs, known, changed),
    ...handleSubmissions(needs, known, changed),
  };
}

function filingDetail(
  filing: LocalFiling,
  view: RowView,
  recheckReceipt: FilingNeeds["recheckReceipt"],
): FilingDetail {
  const { content, workingCopy, approval, opinion, voidReason, receipt } =
    filing;
  return {
    row: filingRow(filing, view),
    content,
    toCheck: [...filing.toCheck],
    contentDigest: contentDigest(content),
    workingCopy,
    approval,
    opinion,
    voidReason,
    history: [...filing.history],
    receipt:
      receipt === null
        ? null
        : { receipt, verification: recheckReceipt(receipt) },
  };
}
