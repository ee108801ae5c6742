import type { Selectable } from "kysely";
import type { Session } from "../sessions/session.ts";
import type { CompanionTables } from "../storage/companion-tables.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export type HeldFile = Selectable<CompanionTables["files"]>;

export async function findHeldFiles(
  database: CompanionDatabase,
  uscc: string,
  digests: readonly string[],
): Promise<HeldFile[]> {
  if (digests.length === 0) return [];
  return database
    .selectFrom("files")
    .selectAll()
    .where("uscc", "=", uscc)
    .where("sha256", "in", digests)
    .execute();
}

/** An enterprise finds its own files, a reviewer those of any submission. */
export async function findVisibleFile(
  database: CompanionDatabase,
  sha256: string,
  session: Session,
): Promise<HeldFile | undefined> {
  const files = database
    .selectFrom("files")
    .selectAll("files")
    .where("files.sha256", "=", sha256);
  if (session.kind === "enterprise")
    return files.where("files.uscc", "=", session.uscc).executeTakeFirst();
  return files
    .where((expression) =>
      expression.exists(
        expression
          .selectFrom("submission_files")
          .select("submission_files.sha256")
          .whereRef("submission_files.sha256", "=", "files.sha256")
          .whereRef("submission_files.uscc", "=", "files.uscc"),
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
    .onConflict((conflict) => conflict.columns(["uscc", "sha256"]).doNothing())
    .execute();
}

/** Bytes held and bytes announced by unfinished uploads. */
export async function usedBytes(
  database: CompanionDatabase,
  uscc: string,
): Promise<number> {
  const [held, announced] = await Promise.all(
    (["files", "uploads"] as const).map((table) =>
      database
        .selectFrom(table)
        .select((expression) =>
          expression.fn
            .coalesce(expression.fn.sum<number>("size"), expression.lit(0))
            .as("bytes"),
        )
        .where("uscc", "=", uscc)
        .executeTakeFirstOrThrow(),
    ),
  );
  return (held?.bytes ?? 0) + (announced?.bytes ?? 0);
}
