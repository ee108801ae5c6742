import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { keepStatements } from "../../../src-companion/storage/keep-statements.ts";

describe("kept statements", () => {
  it("parse a query once, answer rightly after the table changed, and let go of what is long unused", () => {
    const sqlite = new Sqlite(":memory:");
    const database = keepStatements(sqlite);
    sqlite.exec(
      "CREATE TABLE notes (id INTEGER); INSERT INTO notes VALUES (1)",
    );
    const query = database.prepare("SELECT * FROM notes");
    expect(database.prepare("SELECT * FROM notes")).toBe(query);
    sqlite.exec("ALTER TABLE notes ADD COLUMN text TEXT DEFAULT '备注'");
    expect(query.all([])).toEqual([{ id: 1, text: "备注" }]);
    for (let count = 0; count < 400; count += 1)
      database.prepare(`SELECT ${count}`);
    expect(database.prepare("SELECT * FROM notes")).not.toBe(query);
    expect(database.prepare("SELECT 399")).toBe(database.prepare("SELECT 399"));
    database.close();
  });
});
