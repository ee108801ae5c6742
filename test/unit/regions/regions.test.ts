import { describe, expect, it } from "vitest";
import {
  areRegionsNested,
  citiesOfProvince,
  countiesOfCity,
  provinces,
  regionName,
} from "../../../src-shared/regions/regions.ts";

describe("regions", () => {
  it("has the 31 provinces of the mainland, each with a 市", () => {
    expect(provinces()).toHaveLength(31);
    expect(
      provinces().filter(({ code }) => citiesOfProvince(code).length === 0),
    ).toEqual([]);
  });

  it("calls 110100 市辖区, as the manual's figure 1.9 does", () => {
    expect([
      regionName("110000"),
      regionName("110100"),
      regionName("110105"),
    ]).toEqual(["北京市", "市辖区", "朝阳区"]);
  });

  it("gives counties under a province without a city their heading", () => {
    expect(regionName("429000")).toBe("省直辖县级行政区划");
    expect(countiesOfCity("429000").map(({ name }) => name)).toContain(
      "仙桃市",
    );
    expect(citiesOfProvince("500000").map(({ name }) => name)).toEqual([
      "市辖区",
      "县",
    ]);
  });

  it("keeps a code it does not know readable", () => {
    expect(regionName("110199")).toBe("110199");
  });

  it("tells whether the three belong together; the county may be left out", () => {
    const beijing = {
      provinceCode: "110000",
      cityCode: "110100",
      countyCode: "",
    };
    expect(areRegionsNested(beijing)).toBe(true);
    expect(areRegionsNested({ ...beijing, countyCode: "110105" })).toBe(true);
    expect(areRegionsNested({ ...beijing, countyCode: "310105" })).toBe(false);
    expect(areRegionsNested({ ...beijing, cityCode: "310100" })).toBe(false);
  });
});
