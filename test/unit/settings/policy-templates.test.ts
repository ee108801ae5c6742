import { readFileSync } from "node:fs";
import { parseXml, type XmlElement } from "@rgrove/parse-xml";
import { describe, expect, it } from "vitest";
import { policyFiles } from "../../../dev/policies/policy-files.ts";
import {
  settingNames,
  settingOf,
} from "../../../src-shared/settings/declared-settings.ts";
import { registryName } from "../../../src-main/settings/registry-policies.ts";

const files = await policyFiles();

function rootOf(ending: string): XmlElement {
  const [, text = ""] =
    [...files].find(([path]) => path.endsWith(ending)) ?? [];
  const { root } = parseXml(text);
  if (root === null) throw new Error(`No element in ${ending}`);
  return root;
}

function elements(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children
    .filter((child): child is XmlElement => child.type === "element")
    .filter((child) => name === undefined || child.name === name);
}

function all(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...all(child, name),
  ]);
}

const admx = rootOf(".admx");
const policies = all(admx, "policy");

// Rules of Microsoft's published PolicyDefinitions schema, 2006/07.
const namespace =
  "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
const idPattern = /^[\p{L}\p{N}_]+$/u;
const references = (kind: string) =>
  [
    ...JSON.stringify(admx).matchAll(
      new RegExp(`\\$\\(${kind}\\.([^)]+)\\)`, "g"),
    ),
  ].map(([, id]) => id ?? "");

describe("what is made from the settings' declaration", () => {
  it("is in the project as it has to be; otherwise run npm run policies", () => {
    const drifted = [...files]
      .filter(([path, text]) => readFileSync(path, "utf8") !== text)
      .map(([path]) => path);
    expect(drifted).toEqual([]);
  });

  it("names every setting in the document for IT", () => {
    const [, document = ""] =
      [...files].find(([path]) => path.endsWith("policies.md")) ?? [];
    const missing = settingNames.filter(
      (name) =>
        !document.includes(`\`${name}\``) ||
        !document.includes(`\`${registryName(name)}\``),
    );
    expect(missing).toEqual([]);
  });
});

describe("the ADMX template", () => {
  it("has the elements of the schema, in its order", () => {
    expect([
      admx.name,
      admx.attributes["xmlns"],
      admx.attributes["revision"],
      admx.attributes["schemaVersion"],
      elements(admx).map(({ name }) => name),
    ]).toEqual([
      "policyDefinitions",
      namespace,
      "1.0",
      "1.0",
      [
        "policyNamespaces",
        "resources",
        "supportedOn",
        "categories",
        "policies",
      ],
    ]);
  });

  it("has one policy for every setting that locks it, and one that recommends it where the clerk may change it", () => {
    const wanted = settingNames.flatMap((name) => [
      `Software\\Policies\\UsedCarFiling ${registryName(name)}`,
      ...(settingOf(name).changedBy === "administrator"
        ? []
        : [
            `Software\\Policies\\UsedCarFiling\\Recommended ${registryName(name)}`,
          ]),
    ]);
    const found = policies.map((policy) => {
      const [element] = elements(all(policy, "elements")[0] ?? policy);
      return `${policy.attributes["key"] ?? ""} ${element?.attributes["valueName"] ?? ""}`;
    });
    expect(found).toEqual(wanted);
  });

  it("gives every policy what the schema asks for, in its order", () => {
    const wrong = policies.filter((policy) => {
      const children = elements(policy).map(({ name }) => name);
      const { attributes } = policy;
      return (
        children.join() !== "parentCategory,supportedOn,elements" ||
        attributes["class"] !== "Machine" ||
        !idPattern.test(attributes["name"] ?? "") ||
        ["displayName", "explainText", "presentation", "key"].some(
          (name) => attributes[name] === undefined,
        )
      );
    });
    expect([policies.length > 0, wrong]).toEqual([true, []]);
  });

  it("uses each name once", () => {
    const names = policies.map(({ attributes }) => attributes["name"]);
    const categories = all(admx, "category").map(
      ({ attributes }) => attributes["name"],
    );
    expect([new Set(names).size, new Set(categories).size]).toEqual([
      names.length,
      categories.length,
    ]);
  });

  it("refers only to categories and definitions that are there", () => {
    const known = [...all(admx, "category"), ...all(admx, "definition")].map(
      ({ attributes }) => attributes["name"],
    );
    const asked = [
      ...all(admx, "parentCategory"),
      ...policies.flatMap((policy) => elements(policy, "supportedOn")),
    ].map(({ attributes }) => attributes["ref"]);
    expect(asked.filter((ref) => !known.includes(ref))).toEqual([]);
  });

  it("has elements of the schema's kinds with the bounds of the declaration", () => {
    const wrong = policies.filter((policy) => {
      const [element] = elements(all(policy, "elements")[0] ?? policy);
      const name = settingNames.find(
        (each) => registryName(each) === element?.attributes["valueName"],
      );
      if (element === undefined || name === undefined) return true;
      const { shape } = settingOf(name);
      const { attributes } = element;
      switch (shape.kind) {
        case "text":
          return (
            element.name !== "text" ||
            attributes["maxLength"] !== String(shape.longest)
          );
        case "number":
          return (
            element.name !== "decimal" ||
            attributes["minValue"] !== String(shape.least) ||
            attributes["maxValue"] !== String(shape.most)
          );
        case "lines":
          return (
            element.name !== "multiText" ||
            attributes["maxStrings"] !== String(shape.most)
          );
        case "choice":
          return (
            element.name !== "enum" ||
            all(element, "string")
              .map(({ text }) => text)
              .join() !== shape.options.join()
          );
      }
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(["zh-CN", "en-US"])("the ADML words in %s", (language) => {
  const adml = rootOf(`${language}/used-car-filing.adml`);
  const idsOf = (name: string) =>
    all(adml, name).map(({ attributes }) => attributes["id"] ?? "");

  it("have the elements of the schema, in its order", () => {
    expect([
      adml.name,
      adml.attributes["xmlns"],
      elements(adml).map(({ name }) => name),
      elements(elements(adml, "resources")[0] ?? adml).map(({ name }) => name),
    ]).toEqual([
      "policyDefinitionResources",
      namespace,
      ["displayName", "description", "resources"],
      ["stringTable", "presentationTable"],
    ]);
  });

  it("have every string and presentation that the template refers to, once, and no other", () => {
    expect([idsOf("string").sort(), idsOf("presentation").sort()]).toEqual([
      [...new Set(references("string"))].sort(),
      [...new Set(references("presentation"))].sort(),
    ]);
  });

  it("leave no string empty and use allowed ids alone", () => {
    const wrong = all(adml, "string").filter(
      ({ text, attributes }) =>
        text.trim() === "" || !idPattern.test(attributes["id"] ?? ""),
    );
    expect(wrong).toEqual([]);
  });

  it("present every element with the control that the schema has for it", () => {
    const controls = {
      text: "textBox",
      decimal: "decimalTextBox",
      multiText: "multiTextBox",
      enum: "dropdownList",
    } as const;
    const wrong = policies.filter((policy) => {
      const [element] = elements(all(policy, "elements")[0] ?? policy);
      const presentation = all(adml, "presentation").find(
        ({ attributes }) =>
          policy.attributes["presentation"] ===
          `$(presentation.${attributes["id"] ?? ""})`,
      );
      const [control] =
        presentation === undefined ? [] : elements(presentation);
      return (
        control?.name !== controls[element?.name as keyof typeof controls] ||
        control.attributes["refId"] !== element?.attributes["id"]
      );
    });
    expect(wrong).toEqual([]);
  });
});
