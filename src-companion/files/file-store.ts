import type { Selectable } from "kysely";
import type {
  EnterpriseSession,
  ReviewerSession,
} from "../sessions/session.ts";
import type { CompanionTables } from "../storage/companion-tables.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import { roomsOf } from "./file-rooms.ts";

export type HeldFile = Selectable<CompanionTables["files"]>;

/** What the disk has lost is not held. */
export async function findHeldFiles(
  database: CompanionDatabase,
  rooms: readonly string[],
  digests: readonly string[],
): Promise<HeldFile[]> {
  if (digests.length === 0) return [];
  return database
    .selectFrom("files")
    .selectAll()
    .where("room", "in", rooms)
    .where("sha256", "in", digests)
    .where("lost_at", "is", null)
    .execute();
}

/** An enterprise finds what its rooms hold, a reviewer the files of any submission. */
export async function findVisibleFile(
  database: CompanionDatabase,
  sha256: string,
  session: EnterpriseSession | ReviewerSession,
): Promise<HeldFile | undefined> {
  const files = database
    .selectFrom("files")
    .selectAll("files")
    .where("files.sha256", "=", sha256)
    .where("files.lost_at", "is", null);
  if (session.kind !== "reviewer")
    return files
      .where("files.room", "in", roomsOf(session).readable)
      .executeTakeFirst();
  return files
    .where((expression) =>
      expression.exists(
        expression
          .selectFrom("submission_files")
          .select("submission_files.sha256")
          .whereRef("submission_files.sha256", "=", "files.sha256")
          .whereRef("submission_files.room", "=", "files.room"),
      ),
    )
    .executeTakeFirst();
}

export async function keepFile(
  database: CompanionDatabase,
  file: HeldFile,
): Promise<void> {
  await database
    .insertInto("files")
    .values(file)
    .onConflict((conflict) =>
      conflict.columns(["room", "sha256"]).doUpdateSet({ lost_at: null }),
    )
    .execute();
}

/** Bytes held and bytes announced by unfinished uploads. */
export async function usedBytes(
  database: CompanionDatabase,
  room: string,
): Promise<number> {
  const { bytes } = await database
    .selectFrom((expression) =>
      expression
        .selectFrom("files")
        .select("size")
        .where("room", "=", room)
        .where("lost_at", "is", null)
        .unionAll(
          expression
            .selectFrom("uploads")
            .select("size")
            .where("room", "=", room),
        )
        .as("used"),
    )
    .select((expression) =>
      expression.fn
        .coalesce(expression.fn.sum<number>("size"), expression.lit(0))
        .as("bytes"),
    )
    .executeTakeFirstOrThrow();
  return bytes;
}
