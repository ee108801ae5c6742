import type { Dictionaries } from "../../src-shared/companion-api/public-endpoints.ts";
import { regionsEdition } from "../../src-shared/regions/regions.ts";

/** The official options; their order is the manual's. */
export const dictionaries: Dictionaries = {
  enterpriseNatures: ["国有企业", "民营企业", "外资企业", "集体企业", "其他"],
  enterpriseScales: [
    "特大型企业",
    "大型企业",
    "中型企业",
    "小型企业",
    "微型企业",
  ],
  regionsEdition,
};
