import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { guardMsi } from "../../../dev/packaging/guard-msi.ts";

const template = readFileSync(
  join(
    import.meta.dirname,
    "../../../node_modules/app-builder-lib/templates/msi/template.xml",
  ),
  "utf8",
);

describe("the MSI project", () => {
  it("refuses to stand beside the NSIS installer whose guid electron-builder.yml gives", () => {
    const settings = readFileSync(
      join(import.meta.dirname, "../../../electron-builder.yml"),
      "utf8",
    );
    const guid = /guid: (\S+)/.exec(settings)?.[1] ?? "none";
    const guarded = guardMsi(template);
    expect(guarded).toContain(`Uninstall\\${guid}"`);
    expect(guarded).toContain("Installed OR NOT USEDCARFILINGNSIS");
  });

  it("lays its folders below ProgramData and names them in the feature", () => {
    const guarded = guardMsi(template);
    const ids = (element: string) =>
      [...guarded.matchAll(new RegExp(`<${element} Id="(UsedCar\\w+)"`, "g"))]
        .map(([, id]) => id)
        .sort();
    expect(ids("ComponentRef")).toEqual(ids("Component"));
  });

  it("takes over what lay there before, ahead of the rights of its folders", () => {
    const guarded = guardMsi(template);
    const called = [
      ...guarded.matchAll(/<CustomAction Id="(UsedCar\w+)".*icacls.*?(\/\w+)/g),
    ].map(([, id, change]) => [id, change]);
    const order = [
      ...guarded.matchAll(/<Custom Action="(UsedCar\w+)" Before="(\w+)"/g),
    ].map(([, id, before]) => [id, before]);
    const [first, second] = called.map(([id]) => id);
    expect(called.map(([, change]) => change)).toEqual(["/setowner", "/reset"]);
    expect(order).toEqual([
      [first, second],
      [second, "CreateFolders"],
    ]);
  });

  it("refuses an older version in Chinese", () => {
    expect(guardMsi(template)).toMatch(
      /DowngradeErrorMessage='本机已安装较新的版本[^']+'/,
    );
  });

  it("says so where a new electron-builder has another template", () => {
    expect(() => guardMsi("<Wix/>")).toThrow(/MSI template/);
  });
});
