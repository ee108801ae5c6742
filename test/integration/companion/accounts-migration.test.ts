import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, sql, SqliteDialect } from "kysely";
import { expect, it } from "vitest";
import { addAccounts } from "../../../src-companion/storage/migrations/0002-accounts.ts";
import { addProvenMail } from "../../../src-companion/storage/migrations/0003-proven-mail.ts";
import { createFirstTables } from "../../../src-companion/storage/migrations/0001-first-tables.ts";
import { openDatabase } from "../../../src-companion/storage/open-database.ts";

const at = "2026-03-01T00:00:00.000Z";
const uscc = "91110000710925000X";

/** The schema before accounts, with a reviewer, two sessions, a filing, its submission, a file and an upload. */
async function writeOldFolder(dataDir: string): Promise<void> {
  const database = new Kysely<unknown>({
    dialect: new SqliteDialect({
      database: new Sqlite(join(dataDir, "companion.sqlite")),
    }),
  });
  await createFirstTables(database);
  for (const statement of [
    `create table schema_version (version integer not null) strict`,
    `insert into schema_version values (1)`,
    `insert into reviewers values ('r1', '王审核', '北京市商务局', '北京市', 'hash', '${at}')`,
    `insert into sessions values ('token1', 'enterprise', '${uscc}', '测试企业', '张三', 'cert', null, '${at}', '${at}')`,
    `insert into sessions values ('token2', 'reviewer', null, null, null, null, 'r1', '${at}', '${at}')`,
    `insert into sessions values ('token3', 'enterprise', '91310000631696382C', '另一企业', '李四', 'cert2', null,
      '2026-02-01T00:00:00.000Z', '${at}')`,
    `insert into filings (id, uscc, kind, state, version, year, enterprise_name, created_at, updated_at, change_number)
      values ('f1', '${uscc}', 'new', 'under-review', 2, 2026, '测试企业', '2025-12-01T00:00:00.000Z', '${at}', 1)`,
    `insert into filing_contents values ('f1', '{}', null)`,
    `insert into submissions values ('s1', 'f1', '${uscc}', 'd', '{}', null, '{}', 'jws', '{}', '${at}')`,
    `insert into submission_files values ('s1', '${uscc}', 'abc')`,
    `insert into files values ('${uscc}', 'abc', 3, 'pdf', '${at}')`,
    `insert into uploads values ('u1', '${uscc}', 'def', 4, '文件.pdf', '${at}')`,
  ])
    await sql.raw(statement).execute(database);
  await database.destroy();
}

it("takes over what keys have made before there were accounts", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "companion-old-"));
  await writeOldFolder(dataDir);
  const database = await openDatabase(dataDir);
  const held = {
    sessions: await database
      .selectFrom("sessions")
      .select(["token_sha256", "kind", "uscc", "reviewer_id", "account_id"])
      .orderBy("token_sha256")
      .execute(),
    filings: await database
      .selectFrom("filings")
      .select(["id", "state", "maker"])
      .execute(),
    rooms: [
      await database.selectFrom("files").select(["room", "sha256"]).execute(),
      await database.selectFrom("uploads").select(["room", "id"]).execute(),
      await database
        .selectFrom("submission_files")
        .select(["room", "sha256"])
        .execute(),
    ],
    proven: await database
      .selectFrom("proven_codes")
      .selectAll()
      .orderBy("uscc")
      .execute(),
  };
  const refused = await sql
    .raw(`update filings set maker = 'nobody' where id = 'f1'`)
    .execute(database)
    .then(
      () => "accepted",
      () => "refused",
    );
  await database.destroy();
  rmSync(dataDir, { recursive: true });
  expect({ ...held, refused }).toEqual({
    sessions: [
      {
        token_sha256: "token1",
        kind: "key",
        uscc,
        reviewer_id: null,
        account_id: null,
      },
      {
        token_sha256: "token2",
        kind: "reviewer",
        uscc: null,
        reviewer_id: "r1",
        account_id: null,
      },
      {
        token_sha256: "token3",
        kind: "key",
        uscc: "91310000631696382C",
        reviewer_id: null,
        account_id: null,
      },
    ],
    filings: [{ id: "f1", state: "under-review", maker: "key" }],
    rooms: [
      [{ room: uscc, sha256: "abc" }],
      [{ room: uscc, id: "u1" }],
      [{ room: uscc, sha256: "abc" }],
    ],
    // Only keys could sign in or save: their codes are proven since the first of either.
    proven: [
      { uscc, first_signed_in_at: "2025-12-01T00:00:00.000Z" },
      {
        uscc: "91310000631696382C",
        first_signed_in_at: "2026-02-01T00:00:00.000Z",
      },
    ],
    refused: "refused",
  });
});

it("leaves a mail of before unproven, and a code on its way good", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "companion-old-"));
  const old = new Kysely<unknown>({
    dialect: new SqliteDialect({
      database: new Sqlite(join(dataDir, "companion.sqlite")),
    }),
  });
  await createFirstTables(old);
  await addAccounts(old);
  for (const statement of [
    `create table schema_version (version integer not null) strict`,
    `insert into schema_version values (2)`,
    `insert into accounts (id, name, name_key, display_name, type, mobile, email, created_at)
      values ('a1', 'Ceshi2026', 'ceshi2026', '测试', 'person', '13901234567', 'a@example.cn', '${at}')`,
    `insert into sms_codes values ('register', 'm', 'c', 5, '${at}')`,
  ])
    await sql.raw(statement).execute(old);
  await old.destroy();
  const database = await openDatabase(dataDir);
  const held = [
    await database
      .selectFrom("accounts")
      .select(["email", "email_proven_at"])
      .execute(),
    await database.selectFrom("verification_codes").selectAll().execute(),
  ];
  await database.destroy();
  rmSync(dataDir, { recursive: true });
  expect(held).toEqual([
    [{ email: "a@example.cn", email_proven_at: null }],
    [
      {
        purpose: "register",
        address_digest: "m",
        code_digest: "c",
        tries_left: 5,
        expires_at: at,
      },
    ],
  ]);
});

it("lets a count of tries that is under way end a day after the last one known", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "companion-old-"));
  const old = new Kysely<unknown>({
    dialect: new SqliteDialect({
      database: new Sqlite(join(dataDir, "companion.sqlite")),
    }),
  });
  await createFirstTables(old);
  await addAccounts(old);
  await addProvenMail(old);
  for (const statement of [
    `create table schema_version (version integer not null) strict`,
    `insert into schema_version values (3)`,
    `insert into sign_in_tries values ('address:a', 7, '${at}', '${at}')`,
  ])
    await sql.raw(statement).execute(old);
  await old.destroy();
  const database = await openDatabase(dataDir);
  const held = await database.selectFrom("sign_in_tries").selectAll().execute();
  await database.destroy();
  rmSync(dataDir, { recursive: true });
  expect(held).toEqual([
    {
      subject: "address:a",
      tries: 7,
      blocked_until: at,
      last_at: at,
      first_at: at,
    },
  ]);
});
