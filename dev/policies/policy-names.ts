import {
  settingNames,
  settingOf,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingGroup } from "../../src-shared/settings/setting.ts";
import {
  recommendedKey,
  registryName,
} from "../../src-main/settings/registry-policies.ts";

export const namespace = "UsedCarFiling.Policies";
const key = "Software\\Policies\\UsedCarFiling";

/** One entry of the policy editor; a setting the clerk may change has two, one that locks and one that recommends. */
export interface Policy {
  readonly id: string;
  readonly name: SettingName;
  readonly isRecommended: boolean;
}

export const groupsInOrder: readonly SettingGroup[] = [
  ...new Set(settingNames.map((name) => settingOf(name).group)),
];

export function policies(): Policy[] {
  return settingNames.flatMap((name) => {
    const id = registryName(name);
    const enforced = { id, name, isRecommended: false };
    return settingOf(name).changedBy === "administrator"
      ? [enforced]
      : [enforced, { id: `${id}_Recommended`, name, isRecommended: true }];
  });
}

export function policyKeyOf({ isRecommended }: Policy): string {
  return isRecommended ? `${key}\\${recommendedKey}` : key;
}

export function categoryId(
  group: SettingGroup,
  isRecommended: boolean,
): string {
  return `Group_${group}${isRecommended ? "_Recommended" : ""}`;
}

/** Letters, digits and underscores are all that a string's id may have. */
export function optionId(name: SettingName, option: string): string {
  return `${registryName(name)}_${option.replaceAll("-", "_")}`;
}
