import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";

// After dev/packaging/build-release.ts: the archive of the release in Electron as npm brings it, whose fuses are open. Playwright
// cannot drive the released executable (fuse EnableNodeCliInspectArguments), but it can drive the same archive here.

const projectFolder = join(import.meta.dirname, "../..");
const released = join(projectFolder, "release/win-unpacked");
const shell = join(projectFolder, "release/open-fuse-shell");
const electron = join(projectFolder, "node_modules/electron/dist");

if (!existsSync(join(released, "resources/app.asar"))) {
  console.error("There is no release yet: node dev/packaging/build-release.ts");
  process.exit(1);
}
rmSync(shell, { recursive: true, force: true });
cpSync(electron, shell, { recursive: true });
rmSync(join(shell, "resources"), { recursive: true });
cpSync(join(released, "resources"), join(shell, "resources"), {
  recursive: true,
});
// By its name Electron tells a packed client from one in development.
const executable = join(shell, "used-car-filing.exe");
renameSync(join(shell, "electron.exe"), executable);

const isSameArchive = readFileSync(join(shell, "resources/app.asar")).equals(
  readFileSync(join(released, "resources/app.asar")),
);
const wire = await getCurrentFuseWire(executable);
const isOpen =
  wire[FuseV1Options.EnableNodeCliInspectArguments] === FuseState.ENABLE;
if (!isSameArchive || !isOpen) {
  console.error(
    "This is not the released archive in a shell that can be driven.",
  );
  process.exit(1);
}
console.log(executable);
