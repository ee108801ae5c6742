import { codeOf } from "./companion-refusal.ts";
import { callOptions, type SendContext } from "./send-context.ts";
import { acceptAnswer } from "./send-submission.ts";

/** Whether the API has it; where it has, its receipt is judged and kept as if the answer had come by itself. */
export async function askForSubmission(
  context: SendContext,
  submissionId: string,
): Promise<boolean> {
  const { client, filings } = context;
  const filing = filings
    .list()
    .find(({ outgoing }) => outgoing?.submissionId === submissionId);
  // The pass that was waited for settled it.
  if (filing?.outgoing === undefined || filing.outgoing === null) return true;
  try {
    const { receipt } = await client.call(
      "submission",
      { params: { submissionId } },
      callOptions(context),
    );
    const found = await client.call(
      "filing",
      { params: { filingId: filing.id } },
      callOptions(context),
    );
    await acceptAnswer(context, filing.id, filing.outgoing, {
      receipt,
      filing: found.filing,
    });
    return true;
  } catch (error) {
    if (codeOf(error) === "submission-not-found") return false;
    throw error;
  }
}
