import { z } from "zod";

/** 账号类型: 个人用户, 境内企业, 境外企业. Only 境内企业 has a 统一社会信用代码 and can file. */
export const accountTypeSchema = z.enum([
  "person",
  "domestic-enterprise",
  "foreign-enterprise",
]);
export type AccountType = z.infer<typeof accountTypeSchema>;
