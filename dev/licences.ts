import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Licences under which a part may be shipped inside the client (SPDX identifiers). */
const shippable = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  "Unlicense",
];

const packageFolder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Notes the folder of every package that a bundle holds a part of. */
export function notePackages(folders: Set<string>): Plugin {
  return {
    name: "note-packages",
    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle))
        if (part.type === "chunk")
          for (const id of Object.keys(part.modules)) {
            const found = packageFolder.exec(id.replaceAll("\\", "/"))?.[1];
            if (found !== undefined) folders.add(found.replace(/^\0+/, ""));
          }
    },
  };
}

/**
 * Writes the list of third parties with their licence texts. Throws where a licence is not one to ship, or a text is
 * missing that the licence wants kept.
 */
export function writeLicences(
  folders: Iterable<string>,
  outputFolder: string,
): void {
  const parts = [...folders]
    .map(readLicence)
    .sort((one, other) => one.title.localeCompare(other.title, "en"));
  const refused = parts.filter(({ licence }) => !isShippable(licence));
  if (refused.length > 0)
    throw new Error(
      `Not to be shipped: ${refused.map(({ title, licence }) => `${title} (${licence})`).join(", ")}`,
    );
  const unique = [...new Map(parts.map((part) => [part.title, part])).values()];
  mkdirSync(outputFolder, { recursive: true });
  writeFileSync(
    join(outputFolder, "third-parties.txt"),
    unique
      .map(({ title, licence, text }) => `${title} (${licence})\n\n${text}\n`)
      .join(`\n${"-".repeat(80)}\n\n`),
  );
}

interface Part {
  readonly title: string;
  readonly licence: string;
  readonly text: string;
}

function readLicence(folder: string): Part {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as { name: string; version: string; license?: string };
  const file = readdirSync(folder).find((each) =>
    /^(?:licen[cs]e|copying)/i.test(each),
  );
  return {
    title: `${name} ${version}`,
    licence: license ?? "none",
    text:
      file !== undefined && existsSync(join(folder, file))
        ? readFileSync(join(folder, file), "utf8").trim()
        : "The package brings no text of its licence beside this name.",
  };
}

/** One of the alternatives of an SPDX "OR" is enough; all of an "AND" are needed. */
function isShippable(licence: string): boolean {
  return licence
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) =>
      choice.split(" AND ").every((each) => shippable.includes(each.trim())),
    );
}
