import { z } from "zod";
import { settingNames, type SettingName } from "./declared-settings.ts";
import type { ResolvedSettings, SettingSource } from "./resolve-settings.ts";

export const settingSourceSchema = z.enum([
  "default",
  "preset",
  "clerk",
  "command-line",
  "policy",
] satisfies SettingSource[]);

/** What a setting was when the client looked last, and since when. */
export const settingHistorySchema = z.record(
  z.string(),
  z.strictObject({
    value: z.union([z.string(), z.number(), z.array(z.string())]),
    source: settingSourceSchema,
    since: z.iso.datetime(),
  }),
);
export type SettingHistory = z.infer<typeof settingHistorySchema>;

/**
 * Since when each setting is what it is: kept where neither value nor source has changed, otherwise now. Neither the
 * registry nor a file tells when one value was written, so it is the time at which this client saw it first.
 */
export function writeHistory(
  resolved: ResolvedSettings,
  before: SettingHistory,
  now: Date,
): Record<SettingName, SettingHistory[string]> {
  return Object.fromEntries(
    settingNames.map((name) => {
      const { value, source } = resolved[name];
      const known = before[name];
      const isSame =
        known?.source === source &&
        JSON.stringify(known.value) === JSON.stringify(value);
      const since = isSame ? known.since : now.toISOString();
      return [name, { value, source, since }];
    }),
  ) as Record<SettingName, SettingHistory[string]>;
}
