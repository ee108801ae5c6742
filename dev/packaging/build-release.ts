import { join } from "node:path";
import { Arch, Platform, build } from "electron-builder";
import { findPackageFaults, windowsExtras } from "./find-package-faults.ts";
import { releaseConfiguration } from "./release-configuration.ts";

// On Windows, after `npm ci` and `npm run build`: the signed NSIS and MSI installers in release/.

const projectFolder = join(import.meta.dirname, "../..");

if (process.platform !== "win32") {
  console.error(
    "Releases are built on Windows: the compiled key module must be Windows'.",
  );
  process.exit(1);
}
const artifacts = await build({
  projectDir: projectFolder,
  targets: Platform.WINDOWS.createTarget(["nsis", "msi"], Arch.x64),
  publish: "never",
  config: releaseConfiguration(process.env),
});
const faults = await findPackageFaults(
  join(projectFolder, "release/win-unpacked"),
  windowsExtras,
);
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(artifacts.join("\n"));
