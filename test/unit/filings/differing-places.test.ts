import { describe, expect, it } from "vitest";
import { differingPlaces } from "../../../src-shared/filings/differing-places.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";

const filing = exampleFiling();
const { officialSeal } = filing.files;
if (officialSeal === null) throw new TypeError("the example has a seal");

describe("where two contents differ", () => {
  it("is nowhere for equal ones", () => {
    expect(differingPlaces(filing, structuredClone(filing))).toEqual([]);
  });

  it("names fields and files in the order of the form", () => {
    const other = {
      fields: { ...filing.fields, contactName: "小王", customsCode: "" },
      files: { ...filing.files, officialSeal: null, commitmentLetter: null },
    };
    const places = [
      "customsCode",
      "contactName",
      "officialSeal",
      "commitmentLetter",
    ];
    expect([
      differingPlaces(filing, other),
      differingPlaces(other, filing),
    ]).toEqual([places, places]);
  });

  it("counts a file's bytes and its name, and the files kept aside for the other 企业类别", () => {
    const withSeal = (changes: Partial<typeof officialSeal>) => ({
      ...filing,
      files: { ...filing.files, officialSeal: { ...officialSeal, ...changes } },
    });
    const aside = {
      ...filing,
      files: { ...filing.files, premisesProof: officialSeal },
    };
    expect([
      differingPlaces(filing, withSeal({ sha256: "f".repeat(64) })),
      differingPlaces(filing, withSeal({ fileName: "另一个名字.png" })),
      differingPlaces(filing, aside),
    ]).toEqual([["officialSeal"], ["officialSeal"], ["premisesProof"]]);
  });
});
