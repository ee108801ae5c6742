import { join } from "node:path";
import { Arch, Platform, build } from "electron-builder";
import { releaseConfiguration } from "./release-configuration.ts";

// On Windows, after build-release.ts: the same client in installers that say 0.0.1, in release/older/. The release workflow
// sees with them that no installer goes back a version.

const projectFolder = join(import.meta.dirname, "../..");

await build({
  projectDir: projectFolder,
  prepackaged: join(projectFolder, "release/win-unpacked"),
  targets: Platform.WINDOWS.createTarget(["nsis", "msi"], Arch.x64),
  publish: "never",
  config: {
    ...releaseConfiguration(process.env),
    extraMetadata: { version: "0.0.1" },
    directories: { output: "release/older" },
  },
});
