import type { Database } from "better-sqlite3";
import type { z } from "zod";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { runDurably } from "./run-durably.ts";

export type SealedNoteKind =
  "remembered-account" | "begun-registration" | "accounts-seen-here";

/** The operating system's protection, as the host gives it. */
export interface NoteWrapping {
  protect(secret: Uint8Array): Promise<Uint8Array>;
  reveal(protectedSecret: Uint8Array): Promise<Uint8Array>;
}

/** Small secrets of this machine that belong to no identity, under the host's protection. */
export interface SealedNotes {
  /** Null: none. Throws `identity-store-unreadable` where the system's store does not give it back. */
  read<Note>(
    kind: SealedNoteKind,
    schema: z.ZodType<Note>,
  ): Promise<Note | null>;
  write(kind: SealedNoteKind, note: unknown): Promise<void>;
  erase(kind: SealedNoteKind): void;
  /** Only where it was written before that time. */
  eraseOlder(kind: SealedNoteKind, than: Date): void;
}

export function createSealedNotes(
  database: Database,
  wrapping: NoteWrapping,
  now: () => Date,
): SealedNotes {
  const select = database
    .prepare<[string], Buffer>(
      "SELECT wrapped FROM sealed_notes WHERE kind = ?",
    )
    .pluck();
  const upsert = database.prepare<[string, Uint8Array, string]>(
    `INSERT INTO sealed_notes (kind, wrapped, saved_at) VALUES (?, ?, ?)
     ON CONFLICT (kind) DO UPDATE SET wrapped = excluded.wrapped, saved_at = excluded.saved_at`,
  );
  const removeOlder = database.prepare<[string, string]>(
    "DELETE FROM sealed_notes WHERE kind = ? AND saved_at < ?",
  );
  const remove = database.prepare<[string]>(
    "DELETE FROM sealed_notes WHERE kind = ?",
  );
  return {
    read: async (kind, schema) => {
      const wrapped = select.get(kind);
      if (wrapped === undefined) return null;
      try {
        const text = Buffer.from(await wrapping.reveal(wrapped)).toString();
        return schema.parse(JSON.parse(text));
      } catch (error) {
        throw unreadable(error);
      }
    },
    write: async (kind, note) => {
      let wrapped: Uint8Array;
      try {
        wrapped = await wrapping.protect(Buffer.from(JSON.stringify(note)));
      } catch (error) {
        throw unreadable(error);
      }
      runDurably(database, () => {
        upsert.run(kind, wrapped, now().toISOString());
      });
    },
    erase: (kind) => {
      runDurably(database, () => {
        remove.run(kind);
      });
    },
    eraseOlder: (kind, than) => {
      runDurably(database, () => {
        removeOlder.run(kind, than.toISOString());
      });
    },
  };
}

function unreadable(cause: unknown): ProblemError {
  return new ProblemError("identity-store-unreadable", undefined, { cause });
}
