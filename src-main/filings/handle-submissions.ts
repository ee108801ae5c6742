import { createHash, randomUUID } from "node:crypto";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  FilingRow,
  filingProcedures,
} from "../../src-shared/filings/filing-procedures.ts";
import { freezeSubmission } from "../../src-shared/filings/frozen-submission.ts";
import { moveInOutbox } from "../../src-shared/filings/outbox.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { refuseProblems } from "./check-content.ts";
import { refuseLateAmendment } from "./check-standing.ts";
import type { LocalFiling } from "./local-filing.ts";
import type { FilingNeeds } from "./filing-needs.ts";

type SubmissionHandlers = Pick<
  ProcedureHandlers<typeof filingProcedures>,
  | "filings.freeze"
  | "filings.submit"
  | "filings.cancel-sending"
  | "filings.send-held"
>;

export function handleSubmissions(
  needs: FilingNeeds,
  known: (filingId: string) => LocalFiling,
  changed: (filing: LocalFiling) => FilingRow,
): SubmissionHandlers {
  const isSignatureNeeded = (): boolean => needs.person().via === "usb-key";
  return {
    "filings.freeze": ({ filingId }) => {
      const filing = known(filingId);
      refuseUnready(filing);
      refuseLateAmendment(filing, needs.now());
      refuseProblems(filing.content, needs);
      const submission = freeze(filing, needs);
      needs.filings().putFrozen({ filingId, ...submission });
      const { submissionId, frozen, digest } = submission;
      return {
        submissionId,
        frozen,
        digest,
        isSignatureNeeded: isSignatureNeeded(),
      };
    },
    "filings.submit": async (input) => {
      const { submissionId, digest } = input;
      const filings = needs.filings();
      const filing = filings.findBySubmission(submissionId);
      const outgoing = filing?.outgoing ?? null;
      if (filing === null || outgoing?.submissionId !== submissionId)
        throw new ProblemError("submission-unknown");
      if (outgoing.digest !== digest)
        throw new ProblemError("submission-unknown");
      // The same click again, after its answer was lost: signed once is enough.
      if (outgoing.state !== "frozen") return changed(filing);
      refuseUnready(filing);
      refuseLateAmendment(filing, needs.now());
      const signature = isSignatureNeeded()
        ? await needs.sign(
            outgoing.frozen,
            input.pin,
            input.isFinalTryConfirmed,
          )
        : null;
      // Refuses by itself where the filing was saved anew while the PIN was typed: its frozen bytes are gone.
      return changed(filings.queueSubmission(submissionId, signature));
    },
    "filings.cancel-sending": async ({ filingId }) => {
      const { outgoing } = known(filingId);
      if (outgoing === null || outgoing.state === "frozen")
        throw new ProblemError("submission-unknown");
      const { submissionId, state } = outgoing;
      const mayHaveLeft = moveInOutbox(state, "cancel") === undefined;
      if (mayHaveLeft) await needs.withdraw(submissionId);
      else needs.filings().cancelSubmission(submissionId, "cancel");
      return changed(known(filingId));
    },
    "filings.send-held": ({ filingId }) =>
      changed(needs.filings().sendHeld(filingId)),
  };
}

function refuseUnready({
  state,
  workingCopy,
  outgoing,
  pending,
  failure,
}: LocalFiling): void {
  if (outgoing !== null && outgoing.state !== "frozen")
    throw new ProblemError("filing-submission-queued");
  if (workingCopy !== null) throw new ProblemError("filing-has-working-copy");
  const isSubmittable = state === "to-submit" || state === "returned";
  if (!isSubmittable || pending?.kind === "delete" || failure !== null)
    throw new ProblemError("filing-action-not-allowed");
}

function freeze(filing: LocalFiling, needs: FilingNeeds) {
  const submissionId = randomUUID();
  const { id: filingId, kind, content, pending, serverVersion } = filing;
  // A save that still waits will make the next version; the API refuses the submission where it did not.
  const baseVersion =
    pending?.kind === "save" ? pending.baseVersion + 1 : (serverVersion ?? 0);
  const frozen = freezeSubmission({
    companionOrigin: needs.companionOrigin,
    submissionId,
    filingId,
    kind,
    baseVersion,
    frozenAt: needs.now(),
    content,
  });
  const digest = createHash("sha256").update(frozen, "utf8").digest("hex");
  return { submissionId, frozen, digest, baseVersion };
}
