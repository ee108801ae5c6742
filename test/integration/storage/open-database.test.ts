import {
  chmodSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schemaVersion } from "../../../src-main/storage/migrate.ts";
import { arePagesSound } from "../../../src-main/storage/check-pages.ts";
import { openDatabase } from "../../../src-main/storage/open-database.ts";
import { runDurably } from "../../../src-main/storage/run-durably.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "filing-storage-"));
  file = join(folder, "profile", "profile.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the database of a profile", () => {
  it("is made with strict tables, durable pragmas and the present schema", () => {
    const database = openDatabase(file);
    const tables = database
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all();
    const pragma = (name: string): unknown =>
      database.pragma(name, { simple: true });
    expect({
      notStrict: tables,
      journal: pragma("journal_mode"),
      synchronous: pragma("synchronous"),
      foreignKeys: pragma("foreign_keys"),
      version: pragma("user_version"),
    }).toEqual({
      notStrict: [],
      journal: "wal",
      synchronous: 2,
      foreignKeys: 1,
      version: schemaVersion,
    });
    database.close();
  });

  it("opens again with what it held", () => {
    const first = openDatabase(file);
    first
      .prepare("INSERT INTO companion_cache VALUES ('key', '1', 'now')")
      .run();
    first.close();
    const second = openDatabase(file);
    expect(second.prepare("SELECT key FROM companion_cache").all()).toEqual([
      { key: "key" },
    ]);
    second.close();
  });

  it("is refused untouched where a newer client has been", () => {
    openDatabase(file).close();
    const newer = new Database(file);
    newer.pragma(`user_version = ${schemaVersion + 1}`);
    newer.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file)).toThrow("storage-too-new");
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("is refused, and kept as it is, where the file is no database", () => {
    openDatabase(file).close();
    writeFileSync(file, "this was a database once ".repeat(400));
    expect(() => openDatabase(file)).toThrow("storage-damaged");
    expect(readFileSync(file, "utf8")).toContain("this was a database once");
  });

  it("opens where a page is damaged, and the look at its pages tells", async () => {
    const database = openDatabase(file);
    const insert = database.prepare(
      "INSERT INTO companion_cache VALUES (?, ?, 'now')",
    );
    for (let index = 0; index < 400; index++)
      insert.run(`key ${index}`, "value ".repeat(100));
    database.close();
    const descriptor = openSync(file, "r+");
    const pages = readFileSync(file).length / 4096;
    for (let page = Math.floor(pages / 2); page < pages; page++)
      writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, page * 4096);
    const damaged = openDatabase(file);
    expect(await arePagesSound(damaged)).toBe(false);
    damaged.close();
  });

  it("names a full disk, and keeps what was there", () => {
    const database = openDatabase(file);
    const pages = Number(database.pragma("page_count", { simple: true }));
    database.pragma(`max_page_count = ${pages + 2}`);
    const insert = database.prepare(
      "INSERT INTO companion_cache VALUES (?, ?, 'now')",
    );
    runDurably(database, () => insert.run("small", "x"));
    expect(() =>
      runDurably(database, () => insert.run("big", "x".repeat(100_000))),
    ).toThrow("storage-disk-full");
    expect(
      database.prepare("SELECT key FROM companion_cache").pluck().all(),
    ).toEqual(["small"]);
    database.close();
  });

  it("names a read-only profile", () => {
    openDatabase(file).close();
    for (const name of readdirSync(join(folder, "profile")))
      chmodSync(join(folder, "profile", name), 0o444);
    chmodSync(join(folder, "profile"), 0o555);
    chmodSync(folder, 0o755);
    // Permissions mean nothing to root, so root looks on as nobody.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      expect(() => openDatabase(file)).toThrow("storage-not-writable");
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(join(folder, "profile"), 0o700);
    }
  });

  it("rolls a transaction back as a whole", () => {
    const database = openDatabase(file);
    const insert = database.prepare(
      "INSERT INTO companion_cache VALUES (?, '1', 'now')",
    );
    expect(() =>
      runDurably(database, () => {
        insert.run("half");
        throw new TypeError("a defect");
      }),
    ).toThrow(TypeError);
    expect(database.prepare("SELECT * FROM companion_cache").all()).toEqual([]);
    database.close();
  });
});
