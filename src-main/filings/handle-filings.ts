import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  FilingDetail,
  filingProcedures,
} from "../../src-shared/filings/filing-procedures.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { refuseContent } from "./check-content.ts";
import { refuseLateAmendment, refuseUnderWay } from "./check-standing.ts";
import { contentDigest } from "./content-digest.ts";
import { isInConflict } from "./decide-conflict.ts";
import { filingList, filingRow, type RowView } from "./filing-rows.ts";
import type { LocalFiling } from "./local-filing.ts";
import { filesNamedBy } from "./files-named-by.ts";
import { handleConflicts } from "./handle-conflicts.ts";
import { handleSubmissions } from "./handle-submissions.ts";
import type { FilingNeeds } from "./filing-needs.ts";

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
      // The sweep erases them once all rows open again.
      if (stillNamed === null) return {};
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
