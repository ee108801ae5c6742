import {
  settingOf,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingValue } from "../../src-shared/settings/setting.ts";
import { registryName } from "../../src-main/settings/registry-policies.ts";
import {
  settingGroupLabels,
  wordsOf,
} from "../../src-renderer/text/setting-words.ts";
import { settingNames } from "../../src-shared/settings/declared-settings.ts";
import { groupsInOrder } from "./policy-names.ts";

/** The part of docs/it/policies.md that is made from the declaration. */
export function writePolicyTable(): string {
  return groupsInOrder
    .flatMap((group) => [
      `### ${settingGroupLabels[group]}`,
      "",
      "| JSON 名称 | 注册表名称和类型 | 含义 | 允许的值 | 默认 | 经办人可改 | 生效 |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      ...settingNames
        .filter((name) => settingOf(name).group === group)
        .map(row),
      "",
    ])
    .join("\n");
}

function row(name: SettingName): string {
  const { fallback, changedBy, takesEffect } = settingOf(name);
  const { label, hint, policyHint = "" } = wordsOf(name);
  const cells = [
    `\`${name}\``,
    `\`${registryName(name)}\` ${registryType(name)}`,
    `${label}。${hint}${policyHint}`,
    allowed(name),
    sayFallback(fallback),
    changedBy === "administrator" ? "否" : "是",
    takesEffect === "at-once" ? "立即" : "重新打开程序后",
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function registryType(name: SettingName): string {
  const { kind } = settingOf(name).shape;
  if (kind === "number") return "REG_DWORD";
  return kind === "lines" ? "REG_MULTI_SZ" : "REG_SZ";
}

function allowed(name: SettingName): string {
  const { shape } = settingOf(name);
  switch (shape.kind) {
    case "text":
      return `文字，最多 ${shape.longest} 个字符`;
    case "lines":
      return `最多 ${shape.most} 行，每行最多 ${shape.longest} 个字符`;
    case "number":
      return `${shape.least} 至 ${shape.most}`;
    case "choice":
      return shape.options
        .map(
          (option) =>
            `\`${option}\`（${wordsOf(name).options?.[option] ?? option}）`,
        )
        .join("、");
  }
}

function sayFallback(fallback: SettingValue): string {
  const text = typeof fallback === "object" ? "" : String(fallback);
  return text === "" ? "无" : `\`${text}\``;
}
