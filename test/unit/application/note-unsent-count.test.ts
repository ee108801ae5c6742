import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createUnsentNote } from "../../../src-main/application/note-unsent-count.ts";
import { unsentCountPath } from "../../../src-main/electron/unsent-count-path.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "unsent-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the number of unsent submissions that the uninstaller reads", () => {
  it("is one line of digits, and follows every change", () => {
    const path = join(folder, "UsedCarFiling/unsent/user.txt");
    const note = createUnsentNote(path, (error) => {
      throw error;
    });
    const seen = [2, 2, 0].map((count) => {
      note(count);
      return readFileSync(path, "utf8");
    });
    expect(seen).toEqual(["2\n", "2\n", "0\n"]);
  });

  it("stops nothing where it cannot be written, and is tried again", () => {
    writeFileSync(join(folder, "in-the-way"), "");
    const defects: unknown[] = [];
    const note = createUnsentNote(
      join(folder, "in-the-way/user.txt"),
      (error) => defects.push(error),
    );
    note(1);
    note(1);
    expect(defects).toHaveLength(2);
  });

  it("lies in a file of each Windows user's own, whatever their name holds", () => {
    const environment = { ProgramData: "C:\\ProgramData", USERDOMAIN: "D" };
    const [zhang, same, li] = ["张 三", "张 三", "..\\李四"].map((USERNAME) =>
      unsentCountPath("win32", { ...environment, USERNAME }),
    );
    expect(zhang).toMatch(
      /^C:\\ProgramData\\UsedCarFiling\\unsent\\[0-9a-f]{32}\.txt$/,
    );
    expect(same).toBe(zhang);
    expect(li).not.toBe(zhang);
    expect(unsentCountPath("linux", {})).toBeNull();
  });
});
