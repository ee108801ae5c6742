import { z } from "zod";
import { accountClientProblemCodes } from "../accounts/account-client-problem-codes.ts";
import { companionProblemCodes } from "../companion-api/companion-problem-codes.ts";
import { attachmentProblemCodes } from "../attachments/attachment-problem-codes.ts";
import { bridgeProblemCodes } from "../bridge/bridge-problem-codes.ts";
import { draftFileProblemCodes } from "../draft-files/draft-file-problem-codes.ts";
import { diagnosticsProblemCodes } from "../diagnostics/diagnostics-problem-codes.ts";
import { filingProblemCodes } from "../filings/filing-problem-codes.ts";
import { printingProblemCodes } from "../printing/printing-problem-codes.ts";
import { recoveryProblemCodes } from "../recovery/recovery-problem-codes.ts";
import { sessionProblemCodes } from "../session/session-problem-codes.ts";
import { settingsProblemCodes } from "../settings/settings-problem-codes.ts";
import { updateProblemCodes } from "../updates/update-problem-codes.ts";
import { storageProblemCodes } from "../storage/storage-problem-codes.ts";
import { syncProblemCodes } from "../sync/sync-problem-codes.ts";
import { usbKeyProblemCodes } from "../usb-key/usb-key-problem-codes.ts";

export const problemCodes = [
  ...bridgeProblemCodes,
  ...sessionProblemCodes,
  ...recoveryProblemCodes,
  ...usbKeyProblemCodes,
  ...attachmentProblemCodes,
  ...draftFileProblemCodes,
  ...filingProblemCodes,
  ...storageProblemCodes,
  ...syncProblemCodes,
  ...printingProblemCodes,
  ...accountClientProblemCodes,
  ...settingsProblemCodes,
  ...updateProblemCodes,
  ...diagnosticsProblemCodes,
  ...companionProblemCodes,
] as const;

export const problemCodeSchema = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** A named problem; `facts` fill the gaps in its sentence (a name, a number, a time), never a secret. */
export const problemSchema = z.strictObject({
  code: problemCodeSchema,
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** The one error that crosses feature and process borders on purpose; everything else is a defect. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(
    code: ProblemCode,
    facts?: Problem["facts"],
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = "ProblemError";
    this.problem = facts === undefined ? { code } : { code, facts };
  }
}

/** The same problem with more facts; what is no problem comes back as it was. */
export function withFacts(
  error: unknown,
  facts: NonNullable<Problem["facts"]>,
): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code, facts: known } = error.problem;
  return new ProblemError(code, { ...known, ...facts }, { cause: error });
}
