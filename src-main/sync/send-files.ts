import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { ProblemError, withFacts } from "../../src-shared/problems/problem.ts";
import { CallCancelled } from "./companion-refusal.ts";
import { callOptions, type SendContext } from "./send-context.ts";
import { uploadFile } from "./upload-file.ts";

/** One is read and sealed open while the other waits for an answer; more would only cost memory. */
const sentAtOnce = 2;

/** What sending files needs of a pass. */
export type FileContext = Pick<
  SendContext,
  "client" | "token" | "signal" | "pause" | "attachments" | "pace" | "meter"
>;

/** After this the API holds all of these files; what it held already is not sent again. */
export async function sendFiles(
  context: FileContext,
  attachments: readonly Attachment[],
): Promise<void> {
  const files = [
    ...new Map(attachments.map((file) => [file.sha256, file])).values(),
  ];
  const missing = await findMissing(context, files);
  context.meter.expectFiles(files.length, missing);
  if (missing.length === 0) return;
  await sendMissing(context, missing);
  // An upload that was complete before this run ended without an answer; only the API knows whether it was taken.
  const lost = await findMissing(context, missing);
  if (lost.length > 0) throw new ProblemError("file-missing");
}

/** The first failure ends the others; nothing is on its way any more when this rejects. */
async function sendMissing(
  context: FileContext,
  missing: readonly Attachment[],
): Promise<void> {
  const waiting = [...missing];
  const stopping = new AbortController();
  const signal = AbortSignal.any([
    context.signal,
    context.pause,
    stopping.signal,
  ]);
  const failures: unknown[] = [];
  const sendNext = async (): Promise<void> => {
    const file = waiting.shift();
    if (file === undefined || signal.aborted) return;
    await sendFile(context, file, signal);
    return sendNext();
  };
  await Promise.all(
    Array.from({ length: sentAtOnce }, () =>
      sendNext().catch((error: unknown) => {
        failures.push(error);
        stopping.abort();
      }),
    ),
  );
  // The ones after it only tell that they were ended.
  if (failures.length > 0) throw failures[0];
  if (signal.aborted) throw new CallCancelled();
}

async function sendFile(
  context: FileContext,
  file: Attachment,
  signal: AbortSignal,
): Promise<void> {
  const { attachments, client, token, meter, pace } = context;
  const { sha256, fileName } = file;
  const size = attachments.size(sha256);
  if (size === null)
    throw new ProblemError("attachment-not-here", { fileName });
  meter.beginFile({ sha256, fileName, size });
  await uploadFile(
    {
      sha256,
      fileName,
      size,
      read: (fromByte) =>
        readNamed(attachments.read(sha256, fromByte), fileName),
    },
    {
      client,
      token,
      signal,
      memory: attachments,
      pace,
      onProgress: (sentBytes) => meter.report(sha256, sentBytes),
    },
  );
  meter.endFile(sha256);
}

/** A trouble of this machine's own copy says which of thirteen files has it. */
async function* readNamed(
  bytes: AsyncIterable<Uint8Array>,
  fileName: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw withFacts(error, { fileName });
  }
}

/** Those of these files that the API does not hold. */
export async function findMissing(
  context: FileContext,
  files: readonly Attachment[],
): Promise<Attachment[]> {
  if (files.length === 0) return [];
  const { held } = await context.client.call(
    "heldFiles",
    { body: { sha256: files.map(({ sha256 }) => sha256) } },
    callOptions(context),
  );
  const heldSet = new Set(held);
  return files.filter(({ sha256 }) => !heldSet.has(sha256));
}
