import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Arch, Platform, build } from "electron-builder";
import { buildStandIn } from "./build-stand-in.ts";
import { buildWindowsPkcs11 } from "./build-windows-pkcs11.ts";
import { afterPack } from "./set-fuses.ts";

const projectFolder = join(import.meta.dirname, "../..");

/**
 * electron-builder's real packing with our real configuration, around a stand-in for Electron.
 * @returns the unpacked client as an installer would lay it down
 */
export async function packStandIn(folder: string): Promise<string> {
  const electronDist = join(folder, "electron");
  const pkcs11js = join(folder, "pkcs11js");
  buildStandIn(electronDist, electronVersion());
  buildWindowsPkcs11(pkcs11js);
  await build({
    projectDir: projectFolder,
    targets: Platform.WINDOWS.createTarget("dir", Arch.x64),
    publish: "never",
    config: {
      extends: "electron-builder.yml",
      electronDist,
      directories: { output: folder },
      afterPack: async (context) => {
        // In place of what npm compiled for this machine.
        cpSync(
          pkcs11js,
          join(context.appOutDir, "resources/key-host/node_modules/pkcs11js"),
          { recursive: true },
        );
        await afterPack(context);
      },
    },
  });
  return join(folder, "win-unpacked");
}

function electronVersion(): string {
  const text = readFileSync(join(projectFolder, "package.json"), "utf8");
  const { devDependencies } = JSON.parse(text) as {
    devDependencies: { electron: string };
  };
  return devDependencies.electron;
}
