import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  callOptions,
  type SendContext,
  type SendProgress,
} from "./send-context.ts";
import { uploadFile } from "./upload-file.ts";

/** After this the API holds all of these files; what it held already is not sent again. */
export async function sendFiles(
  context: SendContext,
  attachments: readonly Attachment[],
  onProgress: (progress: SendProgress) => void = () => undefined,
): Promise<void> {
  const files = [
    ...new Map(attachments.map((file) => [file.sha256, file])).values(),
  ];
  const missing = await findMissing(context, files);
  const totalFiles = files.length;
  let sentFiles = totalFiles - missing.length;
  onProgress({ sentFiles, totalFiles });
  for (const file of missing) {
    await sendFile(context, file);
    sentFiles += 1;
    onProgress({ sentFiles, totalFiles });
  }
  if (missing.length === 0) return;
  // An upload that was complete before this run ended without an answer; only the API knows whether it was taken.
  const lost = await findMissing(context, missing);
  if (lost.length > 0) throw new ProblemError("file-missing");
}

async function sendFile(context: SendContext, file: Attachment): Promise<void> {
  const { attachments, client, token, signal } = context;
  const size = attachments.size(file.sha256);
  if (size === null)
    throw new ProblemError("attachment-not-here", { fileName: file.fileName });
  const upload = {
    sha256: file.sha256,
    fileName: file.fileName,
    size,
    read: (fromByte: number) => attachments.read(file.sha256, fromByte),
  };
  await uploadFile(upload, { client, token, signal, memory: attachments });
}

async function findMissing(
  context: SendContext,
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
