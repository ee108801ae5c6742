import { createHmac } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { IdentityKey } from "../storage/identity-key.ts";
import { openJson, openText, sealJson, sealText } from "../storage/sealed.ts";

export interface AttachmentRow {
  readonly sha256: string;
  readonly size: number;
  readonly createdAt: string;
}

export interface AttachmentTable {
  readAll(): AttachmentRow[];
  read(address: string): AttachmentRow | null;
  put(address: string, row: AttachmentRow): void;
  erase(address: string): void;
  uploadPath(address: string): string | null;
  putUploadPath(address: string, path: string, at: string): void;
  eraseUploadPath(address: string): void;
}

/** Says nothing about the bytes to anybody without the key, not even to somebody who has the same file. */
export function attachmentAddress(key: IdentityKey, sha256: string): string {
  return createHmac("sha256", key.addressKey).update(sha256).digest("hex");
}

type SealedAttachment = Pick<AttachmentRow, "sha256" | "size">;
interface StoredRow {
  readonly address: string;
  readonly createdAt: string;
  readonly sealed: Buffer;
}

const columns =
  "address, created_at AS createdAt, sealed FROM attachments WHERE identity_id = ?";
const rowPlace = (id: string) => ({
  table: "attachments",
  column: "sealed",
  id,
});
const pathPlace = (id: string) => ({
  table: "uploads",
  column: "sealed_path",
  id,
});

export function createAttachmentTable(
  database: Database,
  key: IdentityKey,
): AttachmentTable {
  const { identityId } = key;
  const selectAll = database.prepare<[string], StoredRow>(`SELECT ${columns}`);
  const selectOne = database.prepare<[string, string], StoredRow>(
    `SELECT ${columns} AND address = ?`,
  );
  const upsert = database.prepare(
    `INSERT INTO attachments (identity_id, address, created_at, sealed) VALUES (?, ?, ?, ?)
     ON CONFLICT (identity_id, address) DO UPDATE SET created_at = excluded.created_at`,
  );
  const remove = database.prepare(
    "DELETE FROM attachments WHERE identity_id = ? AND address = ?",
  );
  const selectPath = database
    .prepare<[string, string], Buffer>(
      "SELECT sealed_path FROM uploads WHERE identity_id = ? AND address = ?",
    )
    .pluck();
  const upsertPath = database.prepare(
    `INSERT INTO uploads (identity_id, address, begun_at, sealed_path) VALUES (?, ?, ?, ?)
     ON CONFLICT (identity_id, address)
     DO UPDATE SET begun_at = excluded.begun_at, sealed_path = excluded.sealed_path`,
  );
  const removePath = database.prepare(
    "DELETE FROM uploads WHERE identity_id = ? AND address = ?",
  );
  const openRow = ({ address, createdAt, sealed }: StoredRow) => ({
    ...(openJson(key, rowPlace(address), sealed) as SealedAttachment),
    createdAt,
  });
  return {
    readAll: () => selectAll.all(identityId).map(openRow),
    read: (address) => {
      const row = selectOne.get(identityId, address);
      return row === undefined ? null : openRow(row);
    },
    put: (address, { sha256, size, createdAt }) => {
      const sealed = sealJson(key, rowPlace(address), { sha256, size });
      upsert.run(identityId, address, createdAt, sealed);
    },
    erase: (address) => void remove.run(identityId, address),
    uploadPath: (address) => {
      const sealed = selectPath.get(identityId, address);
      return sealed === undefined
        ? null
        : openText(key, pathPlace(address), sealed);
    },
    putUploadPath: (address, path, at) => {
      const sealed = sealText(key, pathPlace(address), path);
      upsertPath.run(identityId, address, at, sealed);
    },
    eraseUploadPath: (address) => void removePath.run(identityId, address),
  };
}

/** Addresses of every identity's attachments; needs no key. */
export function allAttachmentAddresses(database: Database): Set<string> {
  const select = database
    .prepare<[], string>("SELECT address FROM attachments")
    .pluck();
  return new Set(select.all());
}
