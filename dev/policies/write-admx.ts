import {
  settingNames,
  settingOf,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingGroup } from "../../src-shared/settings/setting.ts";
import { registryName } from "../../src-main/settings/registry-policies.ts";
import { groupsInOrder } from "./policy-names.ts";
import {
  categoryId,
  namespace,
  optionId,
  policies,
  policyKeyOf,
  type Policy,
} from "./policy-names.ts";

/** The template for Windows' policy editor: Microsoft's PolicyDefinitions schema, 2006/07. */
export function writeAdmx(): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">',
    "  <policyNamespaces>",
    `    <target prefix="usedcarfiling" namespace="${namespace}" />`,
    "  </policyNamespaces>",
    '  <resources minRequiredRevision="1.0" />',
    "  <supportedOn>",
    "    <definitions>",
    '      <definition name="SUPPORTED" displayName="$(string.SUPPORTED)" />',
    "    </definitions>",
    "  </supportedOn>",
    "  <categories>",
    '    <category name="Product" displayName="$(string.Product)" />',
    '    <category name="Recommended" displayName="$(string.Recommended)">',
    '      <parentCategory ref="Product" />',
    "    </category>",
    ...groupsInOrder.flatMap(writeGroup),
    "  </categories>",
    "  <policies>",
    ...policies().flatMap(writePolicy),
    "  </policies>",
    "</policyDefinitions>",
    "",
  ].join("\n");
}

function writeGroup(group: SettingGroup): string[] {
  const hasRecommended = settingNames.some(
    (name) =>
      settingOf(name).group === group &&
      settingOf(name).changedBy !== "administrator",
  );
  return [false, ...(hasRecommended ? [true] : [])].flatMap((isRecommended) => [
    `    <category name="${categoryId(group, isRecommended)}" displayName="$(string.${categoryId(group, false)})">`,
    `      <parentCategory ref="${isRecommended ? "Recommended" : "Product"}" />`,
    "    </category>",
  ]);
}

function writePolicy(policy: Policy): string[] {
  const { id, name } = policy;
  return [
    `    <policy name="${id}" class="Machine" displayName="$(string.${id})" explainText="$(string.${id}_Explain)" presentation="$(presentation.${id})" key="${policyKeyOf(policy)}">`,
    `      <parentCategory ref="${categoryId(settingOf(name).group, policy.isRecommended)}" />`,
    '      <supportedOn ref="SUPPORTED" />',
    "      <elements>",
    ...writeElement(name),
    "      </elements>",
    "    </policy>",
  ];
}

function writeElement(name: SettingName): string[] {
  const { shape } = settingOf(name);
  const value = `id="Value" valueName="${registryName(name)}"`;
  switch (shape.kind) {
    case "text":
      return [
        `        <text ${value} required="true" maxLength="${shape.longest}" />`,
      ];
    case "number":
      return [
        `        <decimal ${value} required="true" minValue="${shape.least}" maxValue="${shape.most}" />`,
      ];
    case "lines":
      return [
        `        <multiText ${value} required="true" maxLength="${shape.longest}" maxStrings="${shape.most}" />`,
      ];
    case "choice":
      return [
        `        <enum ${value} required="true">`,
        ...shape.options.flatMap((option) => [
          `          <item displayName="$(string.${optionId(name, option)})">`,
          "            <value>",
          `              <string>${option}</string>`,
          "            </value>",
          "          </item>",
        ]),
        "        </enum>",
      ];
  }
}
