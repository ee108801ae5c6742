import { ProblemError } from "../../src-shared/problems/problem.ts";
import { callOptions, type SendContext } from "./send-context.ts";
import { acceptAnswer } from "./send-submission.ts";

/**
 * 取消发送 after a request may have left: back to editing once the API will not take it any more. Throws
 * `submission-already-sent` where it took it before, with its receipt kept as if the answer had come by itself.
 */
export async function withdrawSubmission(
  context: SendContext,
  submissionId: string,
): Promise<void> {
  const { client, filings, onChanged } = context;
  const filing = filings
    .list()
    .find(({ outgoing }) => outgoing?.submissionId === submissionId);
  if (filing?.outgoing === undefined || filing.outgoing === null) {
    // The request that was waited for settled it, one way or the other.
    if (isReceived(context, submissionId)) throw alreadySent();
    return;
  }
  const { accepted } = await client.call(
    "withdrawSubmission",
    { params: { submissionId } },
    callOptions(context),
  );
  if (accepted === null) {
    filings.cancelSubmission(submissionId, "withdraw");
    onChanged(null);
    return;
  }
  await acceptAnswer(context, filing.id, filing.outgoing, accepted);
  throw alreadySent();
}

function isReceived({ filings }: SendContext, submissionId: string): boolean {
  return filings
    .list()
    .some(({ receipt }) => receipt?.claims.submissionId === submissionId);
}

function alreadySent(): ProblemError {
  return new ProblemError("submission-already-sent");
}
