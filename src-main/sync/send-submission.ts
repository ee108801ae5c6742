import { parseKnownSubmission } from "../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { EndpointReply } from "../../src-shared/companion-api/companion-call.ts";
import { codeOf } from "./companion-refusal.ts";
import { callOptions, type SendContext } from "./send-context.ts";
import { sendFiles } from "./send-files.ts";
import type { SyncedFiling } from "./synced-filings.ts";

type Outgoing = NonNullable<SyncedFiling["outgoing"]>;

/**
 * Sends what was signed, byte for byte, as often as it takes: the API answers the same submission with the same
 * receipt, so a lost answer costs nothing. Once a request may have left, only the API judges its base version.
 */
export async function sendSubmission(
  context: SendContext,
  filingId: string,
  isAgain = false,
): Promise<void> {
  const filing = context.filings.get(filingId);
  const submissionId = filing?.outgoing?.submissionId;
  if (filing === null || submissionId === undefined) return;
  if (!isDue(context, filing)) return;
  context.meter.begin(filingId, "submission");
  await sendFrozenFiles(context, filing);
  await context.caughtUp();
  const current = context.filings.get(filingId);
  if (current?.outgoing?.submissionId !== submissionId) return;
  if (!isDue(context, current)) return;
  refuseMovedBase(current);
  if (current.outgoing.state === "queued")
    context.filings.markSending(submissionId);
  const posting = postSubmission(context, filingId, current.outgoing);
  context.posting.set(submissionId, posting);
  try {
    await posting.finally(() => context.posting.delete(submissionId));
  } catch (error) {
    if (codeOf(error) !== "file-missing" || isAgain) throw error;
    // The API found a file lost that it said it held a moment ago.
    await sendSubmission(context, filingId, true);
  }
}

async function sendFrozenFiles(
  context: SendContext,
  filing: SyncedFiling,
): Promise<void> {
  const { outgoing } = filing;
  if (outgoing === null || hasArrived(filing)) return;
  refuseMovedBase(filing);
  const { files } = parseKnownSubmission(outgoing.frozen);
  await sendFiles(context, Object.values(files));
}

function isDue(context: SendContext, filing: SyncedFiling): boolean {
  const { outgoing, pending, failure } = filing;
  return (
    outgoing !== null &&
    outgoing.state !== "frozen" &&
    pending === null &&
    failure === null &&
    (outgoing.isHeld !== true || hasArrived(filing)) &&
    !context.isHeldBack(outgoing.submissionId)
  );
}

/** The API has it; only the receipt is missing. */
function hasArrived({ outgoing, latestSubmission }: SyncedFiling): boolean {
  return outgoing !== null && latestSubmission?.id === outgoing.submissionId;
}

/** A profile put back from a copy may hold as queued what the API took long ago; sent again, it brings its receipt. */
function refuseMovedBase(filing: SyncedFiling): void {
  const { outgoing, serverVersion } = filing;
  if (outgoing?.state !== "queued" || hasArrived(filing)) return;
  if (outgoing.baseVersion !== serverVersion)
    throw new ProblemError("submission-base-moved");
}

async function postSubmission(
  context: SendContext,
  filingId: string,
  outgoing: Outgoing,
): Promise<void> {
  const { submissionId, frozen, signature } = outgoing;
  const answer = await context.client
    .call(
      "submit",
      { params: { filingId }, body: { frozen, signature } },
      callOptions(context),
    )
    .catch((error: unknown) => {
      // Cancelled at the API, by a client that ended before it could note it or was put back from a copy since.
      if (codeOf(error) === "submission-withdrawn") return null;
      throw error;
    });
  if (answer !== null) {
    await acceptAnswer(context, filingId, outgoing, answer);
    return;
  }
  context.filings.cancelSubmission(submissionId, "withdraw");
  context.onChanged(null);
}

/** Receipt and new state become durable together, and only for a receipt that names exactly what was sent. */
export async function acceptAnswer(
  context: SendContext,
  filingId: string,
  { submissionId, frozen, signature, digest }: Outgoing,
  answer: EndpointReply<"submit">,
): Promise<void> {
  const { files } = parseKnownSubmission(frozen);
  const expected = {
    submissionId,
    filingId,
    uscc: context.uscc,
    digest,
    isSigned: signature !== null,
    fileCount: Object.keys(files).length,
  };
  const { receipt, filing } = answer;
  await context.receipts.accept(receipt, expected, context.signal);
  context.onChanged(
    context.filings.acceptSubmission(submissionId, receipt, filing),
  );
}
