import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import {
  settingGroupLabels,
  settingWords,
} from "../../src-renderer/text/setting-words.ts";
import { englishFrame, englishGroups, englishWords } from "./english-words.ts";
import { writeAdml } from "./write-adml.ts";
import { writeAdmx } from "./write-admx.ts";
import { writePolicyTable } from "./write-policy-table.ts";

const projectFolder = join(import.meta.dirname, "../..");
const begin = "<!-- 以下由 npm run policies 生成 -->";
const end = "<!-- 以上由 npm run policies 生成 -->";

/** Every file that is made from the settings' declaration, as it has to be. */
export async function policyFiles(): Promise<ReadonlyMap<string, string>> {
  const folder = join(projectFolder, "assets/policies");
  const document = join(projectFolder, "docs/it/policies.md");
  return new Map([
    [join(folder, "used-car-filing.admx"), writeAdmx()],
    [join(folder, "zh-CN/used-car-filing.adml"), writeAdml(chineseWords)],
    [join(folder, "en-US/used-car-filing.adml"), writeAdml(englishAll)],
    [document, await writeDocument(readFileSync(document, "utf8"))],
  ]);
}

const chineseWords = {
  product: "二手车出口备案企业端",
  recommended: "建议值（经办人可以修改）",
  supportedOn: "二手车出口备案企业端 0.1 及以上版本",
  groups: settingGroupLabels,
  settings: settingWords,
} as const;

const englishAll = {
  ...englishFrame,
  groups: englishGroups,
  settings: englishWords,
} as const;

function writeDocument(text: string): Promise<string> {
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  const after = text.slice(text.indexOf(end));
  // Laid out as the rest of the project is, so that the one check does not undo the other.
  return format(`${before}\n\n${writePolicyTable()}\n${after}`, {
    parser: "markdown",
  });
}
