import { describe, expect, it } from "vitest";
import {
  conflictLines,
  firstChoices,
  mergedContent,
  type ConflictSides,
} from "../../../src-renderer/conflicts/conflict-lines.ts";
import { differingPlaces } from "../../../src-shared/filings/differing-places.ts";
import type {
  FilingContent,
  FilingFields,
  FilingFiles,
} from "../../../src-shared/filings/filing-content.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";

const base = exampleFiling();

function changed(
  fields: Partial<FilingFields>,
  files: Partial<FilingFiles> = {},
): FilingContent {
  return {
    fields: { ...base.fields, ...fields },
    files: { ...base.files, ...files },
  };
}

function linesOf(sides: ConflictSides) {
  return conflictLines(sides, differingPlaces(sides.mine, sides.theirs));
}

const letter = {
  fileName: "公函（新）.pdf",
  size: 4096,
  mediaType: "application/pdf",
  sha256: "e".repeat(64),
};

const sides: ConflictSides = {
  base,
  mine: changed(
    { street: "荣华中路1号", countyCode: "110101", contactName: "小王" },
    { officialLetter: letter },
  ),
  theirs: changed({ employeeCount: "2000", contactName: "小赵" }),
};

describe("the places of a conflict", () => {
  it("are listed by official label with both contents and who changed them", () => {
    expect(
      linesOf(sides).map(({ label, mine, theirs, changedBy }) => [
        label,
        mine,
        theirs,
        changedBy,
      ]),
    ).toEqual([
      [
        "经营地址",
        "北京市 市辖区 东城区 荣华中路1号",
        "北京市 市辖区 荣华中路",
        "here",
      ],
      ["从业人数（人）", "1000", "2000", "there"],
      ["姓名", "小王", "小赵", "both"],
      [
        "企业公函",
        "公函（新）.pdf（4K）",
        "officialLetter.pdf（1007 字节）",
        "here",
      ],
    ]);
  });

  it("tell two files of one name and size apart by their digest", () => {
    const other = { ...letter, sha256: "f".repeat(64) };
    const [line] = linesOf({
      base: null,
      mine: changed({}, { officialLetter: letter }),
      theirs: changed({}, { officialLetter: other }),
    });
    expect(line).toMatchObject({
      mine: "公函（新）.pdf（4K，摘要 eeeeeeee）",
      theirs: "公函（新）.pdf（4K，摘要 ffffffff）",
      changedBy: "unknown",
    });
  });
});

describe("the choice between both sides", () => {
  it("starts with the side that alone changed a place and leaves the rest open", () => {
    expect(firstChoices(linesOf(sides))).toEqual({
      经营地址: "mine",
      "从业人数（人）": "theirs",
      姓名: undefined,
      企业公函: "mine",
    });
  });

  it("merges exactly the chosen places", () => {
    const lines = linesOf(sides);
    const merged = mergedContent(sides, lines, {
      ...firstChoices(lines),
      姓名: "theirs",
    });
    expect(merged).toEqual(
      changed(
        {
          street: "荣华中路1号",
          countyCode: "110101",
          employeeCount: "2000",
          contactName: "小赵",
        },
        { officialLetter: letter },
      ),
    );
  });

  it("gives one whole side back where all of it is chosen", () => {
    const lines = linesOf(sides);
    const all = (side: "mine" | "theirs") =>
      mergedContent(
        sides,
        lines,
        Object.fromEntries(lines.map(({ label }) => [label, side])),
      );
    expect([all("mine"), all("theirs")]).toEqual([sides.mine, sides.theirs]);
  });
});
