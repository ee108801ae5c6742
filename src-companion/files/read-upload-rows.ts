import { Upload } from "@tus/server";
import type { CompanionDatabase } from "../storage/open-database.ts";
import { findUpload, forgetUpload } from "./upload-store.ts";

/** What tus asks of its store of uploads; rows are written by the hooks, which know the enterprise. */
export function readUploadRows(database: CompanionDatabase) {
  return {
    get: async (id: string): Promise<Upload | undefined> => {
      const row = await findUpload(database, id);
      if (row === undefined) return undefined;
      const metadata = { sha256: row.sha256, filename: row.file_name };
      // The true offset is the size of the file, which the store looks up itself.
      return new Upload({
        id,
        size: row.size,
        offset: 0,
        metadata,
        creation_date: row.created_at,
      });
    },
    set: async () => undefined,
    delete: (id: string) => forgetUpload(database, id),
  };
}
