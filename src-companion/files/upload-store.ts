import type { Selectable } from "kysely";
import type { CompanionTables } from "../storage/companion-tables.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export type UploadRow = Selectable<CompanionTables["uploads"]>;

export async function findUpload(
  database: CompanionDatabase,
  id: string,
): Promise<UploadRow | undefined> {
  return database
    .selectFrom("uploads")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function insertUpload(
  database: CompanionDatabase,
  upload: UploadRow,
): Promise<void> {
  await database.insertInto("uploads").values(upload).execute();
}

export async function countUploads(
  database: CompanionDatabase,
  room: string,
): Promise<number> {
  const { count } = await database
    .selectFrom("uploads")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where("room", "=", room)
    .executeTakeFirstOrThrow();
  return count;
}

export async function forgetUpload(
  database: CompanionDatabase,
  id: string,
): Promise<void> {
  await database.deleteFrom("uploads").where("id", "=", id).execute();
}

export async function listUploadsBefore(
  database: CompanionDatabase,
  before: Date,
): Promise<UploadRow[]> {
  return database
    .selectFrom("uploads")
    .selectAll()
    .where("created_at", "<", before.toISOString())
    .execute();
}
