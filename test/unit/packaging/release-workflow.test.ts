import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const projectFolder = join(import.meta.dirname, "../../..");
const read = (path: string): string =>
  readFileSync(join(projectFolder, path), "utf8");

const stepSchema = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.literal("pwsh").optional(),
});
const { jobs } = z
  .object({
    jobs: z.object({ windows: z.object({ steps: z.array(stepSchema) }) }),
  })
  .parse(parse(read(".github/workflows/release.yml")));
const { steps } = jobs.windows;
const commands = steps.map(({ run = "" }) => run).join("\n");

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));

const namesOf = (pattern: RegExp): string[] =>
  [...commands.matchAll(pattern)].map(([, name = ""]) => name);

// It runs on Windows only; what can be known of it here is that it names nothing that is not there.
describe("the release workflow", () => {
  it("names only scripts, programs and files that are there", () => {
    const missing = [
      ...namesOf(/npm run ([\w:-]+)/g).filter((name) => !(name in scripts)),
      ...namesOf(/npx (\w+)/g).filter(
        (name) => !existsSync(join(projectFolder, "node_modules/.bin", name)),
      ),
      ...namesOf(/\bnode ((?:dev|node_modules)\/[\w./-]+)/g).filter(
        (path) => !existsSync(join(projectFolder, path)),
      ),
    ];
    expect(missing).toEqual([]);
  });

  it("names the installers as electron-builder.yml does", () => {
    const settings = z
      .object({
        nsis: z.object({ artifactName: z.string() }),
        msi: z.object({ artifactName: z.string() }),
      })
      .parse(parse(read("electron-builder.yml")));
    const wanted = namesOf(/release\/(?:older\/)?(used-car-filing-[\w.*-]+)/g);
    const produced = [
      settings.nsis.artifactName.replace("${ext}", "exe"),
      settings.msi.artifactName.replace("${ext}", "msi"),
    ];
    expect(
      new Set(wanted.map((name) => name.replace(/\*|0\.0\.1/, "${version}"))),
    ).toEqual(new Set(produced));
  });

  it("looks for the installed version where the installer writes it", () => {
    const { nsis } = z
      .object({ nsis: z.object({ guid: z.string() }) })
      .parse(parse(read("electron-builder.yml")));
    expect(namesOf(/Uninstall\\([\da-f-]{36})'/g)).toEqual([nsis.guid]);
  });

  it("wants the exit codes that the installer's script and the documents say", () => {
    const codes = (text: string, pattern: RegExp): string[] =>
      [...text.matchAll(pattern)].map(([, code = ""]) => code).sort();
    const ofScript = codes(
      read("assets/installer.nsh"),
      /^!define EXIT_\w+ (\d+)/gm,
    );
    expect(ofScript).toEqual([
      ...new Set(codes(commands, /(?:setup|unsent)[^"]*wanted (2\d|3\d)/g)),
    ]);
    const table = read("docs/it/install.md");
    expect(ofScript.filter((code) => !table.includes(`| ${code} `))).toEqual(
      [],
    );
  });
});
