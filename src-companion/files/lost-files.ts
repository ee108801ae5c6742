import type { CompanionParts } from "../companion-parts.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import type { HeldFile } from "./file-store.ts";

type Needed = Pick<CompanionParts, "database" | "files" | "log" | "now">;

/** Every row has its file, of its size. Reading all bytes would take hours: the digest is asked where a file is used. */
export async function checkFiles(parts: Needed): Promise<void> {
  const rows = await parts.database.selectFrom("files").selectAll().execute();
  for (const file of rows) {
    if (file.lost_at !== null) await isWhole(parts, file);
    else if ((await parts.files.sizeOf(file)) !== file.size)
      await note(parts, file, parts.now().toISOString());
  }
}

/** Whether the bytes are those of the row; what was found is written down. */
export async function isWhole(parts: Needed, file: HeldFile): Promise<boolean> {
  const isThere = (await parts.files.digestOf(file)) === file.sha256;
  if (isThere === (file.lost_at === null)) return isThere;
  await note(parts, file, isThere ? null : parts.now().toISOString());
  return isThere;
}

export async function countLostFiles(
  database: CompanionDatabase,
): Promise<number> {
  const { count } = await database
    .selectFrom("files")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where("lost_at", "is not", null)
    .executeTakeFirstOrThrow();
  return count;
}

async function note(
  { database, log }: Needed,
  { room, sha256, size }: HeldFile,
  lostAt: string | null,
): Promise<void> {
  await database
    .updateTable("files")
    .set({ lost_at: lostAt })
    .where("room", "=", room)
    .where("sha256", "=", sha256)
    .execute();
  if (lostAt === null) log.info({ room, sha256 }, "a lost file is there again");
  else log.error({ room, sha256, size }, "a file is lost or damaged");
}
