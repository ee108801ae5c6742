import {
  settingOf,
  type SettingName,
} from "../../src-shared/settings/declared-settings.ts";
import type { SettingGroup } from "../../src-shared/settings/setting.ts";
import type { SettingWords } from "../../src-renderer/text/setting-words.ts";
import {
  categoryId,
  groupsInOrder,
  optionId,
  policies,
  type Policy,
} from "./policy-names.ts";

export interface PolicyWords {
  readonly product: string;
  readonly recommended: string;
  readonly supportedOn: string;
  readonly groups: Readonly<Record<SettingGroup, string>>;
  readonly settings: Readonly<Record<SettingName, SettingWords>>;
}

/** The words of one language for the template. */
export function writeAdml(words: PolicyWords): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">',
    `  <displayName>${escape(words.product)}</displayName>`,
    `  <description>${escape(words.product)}</description>`,
    "  <resources>",
    "    <stringTable>",
    text("SUPPORTED", words.supportedOn),
    text("Product", words.product),
    text("Recommended", words.recommended),
    ...groupsInOrder.map((group) =>
      text(categoryId(group, false), words.groups[group]),
    ),
    ...policies().flatMap((policy) => policyStrings(policy, words)),
    "    </stringTable>",
    "    <presentationTable>",
    ...policies().flatMap((policy) => presentation(policy, words)),
    "    </presentationTable>",
    "  </resources>",
    "</policyDefinitionResources>",
    "",
  ].join("\n");
}

function policyStrings(
  { id, name, isRecommended }: Policy,
  words: PolicyWords,
): string[] {
  const { label, hint, policyHint = "", options = {} } = words.settings[name];
  return [
    text(id, label),
    text(`${id}_Explain`, `${hint}${policyHint}`),
    ...(isRecommended
      ? []
      : Object.entries(options).map(([option, said]) =>
          text(optionId(name, option), said),
        )),
  ];
}

function presentation({ id, name }: Policy, words: PolicyWords): string[] {
  return [
    `      <presentation id="${id}">`,
    `        ${control(name, escape(words.settings[name].label))}`,
    "      </presentation>",
  ];
}

function control(name: SettingName, label: string): string {
  const { shape, fallback } = settingOf(name);
  switch (shape.kind) {
    case "text":
      return `<textBox refId="Value"><label>${label}</label></textBox>`;
    case "number":
      return `<decimalTextBox refId="Value" defaultValue="${String(fallback)}">${label}</decimalTextBox>`;
    case "lines":
      return `<multiTextBox refId="Value">${label}</multiTextBox>`;
    case "choice":
      return `<dropdownList refId="Value" noSort="true" defaultItem="${shape.options.indexOf(String(fallback))}">${label}</dropdownList>`;
  }
}

function text(id: string, words: string): string {
  return `      <string id="${id}">${escape(words)}</string>`;
}

function escape(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
