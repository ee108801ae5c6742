import { stat } from "node:fs/promises";
import type { CompanionParts } from "../companion-parts.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import { codeOfRoom } from "./file-rooms.ts";
import { dropUpload, incomingPath } from "./finish-upload.ts";
import { listUploadsBefore } from "./upload-store.ts";

/** Long enough for a client that was switched off over the holidays. */
const keptMs = 30 * 24 * 60 * 60 * 1000;
/** Announced, and the answer lost: nothing of it would be missed, and so many may be open at once. */
const keptEmptyMs = 24 * 60 * 60 * 1000;

/** Abandoned uploads, and files that no filing, approval or submission names any more, give their room back. */
export async function sweepFiles(
  parts: Pick<CompanionParts, "database" | "files" | "now">,
): Promise<void> {
  const before = new Date(parts.now().getTime() - keptMs);
  const emptyBefore = new Date(parts.now().getTime() - keptEmptyMs);
  for (const { id, created_at } of await listUploadsBefore(
    parts.database,
    emptyBefore,
  )) {
    if (created_at < before.toISOString() || (await isEmpty(parts, id)))
      await dropUpload(parts, id);
  }
  const old = await parts.database
    .selectFrom("files")
    .select(["room", "sha256"])
    .where("received_at", "<", before.toISOString())
    .where((expression) =>
      expression.not(
        expression.exists(
          expression
            .selectFrom("submission_files")
            .select("submission_files.sha256")
            .whereRef("submission_files.sha256", "=", "files.sha256")
            .whereRef("submission_files.room", "=", "files.room"),
        ),
      ),
    )
    .execute();
  for (const { room, sha256 } of old) {
    if (await isNamed(parts.database, room, sha256)) continue;
    // The row first: a row without its file must never be seen.
    await parts.database
      .deleteFrom("files")
      .where("room", "=", room)
      .where("sha256", "=", sha256)
      .execute();
    await parts.files.remove(room, sha256);
  }
}

async function isEmpty(
  parts: Pick<CompanionParts, "files">,
  uploadId: string,
): Promise<boolean> {
  const size = await stat(incomingPath(parts, uploadId)).then(
    (found) => found.size,
    () => 0,
  );
  return size === 0;
}

/** Saved and not yet submitted; what was approved was submitted before. */
async function isNamed(
  database: CompanionDatabase,
  room: string,
  sha256: string,
): Promise<boolean> {
  const named = await database
    .selectFrom("filing_contents")
    .innerJoin("filings", "filings.id", "filing_contents.filing_id")
    .select("filings.id")
    .where("uscc", "=", codeOfRoom(room))
    .where("content", "like", `%"${sha256}"%`)
    .executeTakeFirst();
  return named !== undefined;
}
