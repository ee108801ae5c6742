import { existsSync } from "node:fs";
import { posix, win32 } from "node:path";
import { z } from "zod";
import type { DriverLine } from "../../src-shared/usb-key/driver-line.ts";
import {
  driverQuirksSchema,
  type DriverQuirks,
  type UsbKeyProblemCode,
} from "../../src-shared/usb-key/key-host-messages.ts";
import shippedCatalogue from "../../native/pkcs11-modules.json" with { type: "json" };

const moduleEntrySchema = z.strictObject({
  vendor: z.string().min(1),
  platform: z.enum(["win32", "linux"]),
  fileNames: z.array(z.string().regex(/^[^/\\]+$/)).min(1),
  /** `%NAME%` stands for an environment variable; a folder whose variable is missing is passed over. */
  folders: z.array(z.string()).min(1),
  quirks: driverQuirksSchema.prefault({}),
});

export const moduleCatalogueSchema = z.strictObject({
  /** Known anywhere, also for vendors whose modules no clerk has: each CA's build of a driver bears a name of its own. */
  sm2Mechanisms: z.array(
    z.strictObject({
      vendor: z.string().min(1),
      mechanism: driverQuirksSchema.shape.sm2Mechanisms.unwrap().element,
    }),
  ),
  modules: z.array(moduleEntrySchema),
});
export type ModuleCatalogue = z.infer<typeof moduleCatalogueSchema>;

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

/** Known drivers; policy and settings may name more. */
export const moduleCatalogue: ModuleCatalogue =
  moduleCatalogueSchema.parse(shippedCatalogue);

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    exists: existsSync,
  };
}

/** Absolute paths of the catalogue's modules that are installed here. */
export function installedModulePaths(
  machine: Machine,
  catalogue: ModuleCatalogue = moduleCatalogue,
): string[] {
  const paths = machine.platform === "win32" ? win32 : posix;
  const candidates = catalogue.modules
    .filter(({ platform }) => platform === machine.platform)
    .flatMap(({ folders, fileNames }) =>
      folders.flatMap((folder) => {
        const place = expandFolder(folder, machine.environment);
        return place === null
          ? []
          : fileNames.map((fileName) => paths.join(place, fileName));
      }),
    );
  return [...new Set(candidates)].filter((path) => machine.exists(path));
}

export interface ModuleDescription {
  readonly name: string;
  readonly quirks: DriverQuirks;
  readonly problem: UsbKeyProblemCode | null;
}

/**
 * What the catalogue knows about a module, by its file name: wherever it lies, it behaves the same. What the settings say
 * comes first, because every CA renames its vendor's build.
 */
export function describeModule(
  modulePath: string,
  said: Omit<DriverLine, "path"> = { knownAs: null, quirks: {} },
): ModuleDescription {
  const fileName = win32.basename(modulePath);
  const wanted = (said.knownAs ?? fileName).toLowerCase();
  const known = moduleCatalogue.modules.find(({ fileNames }) =>
    fileNames.some((each) => each.toLowerCase() === wanted),
  );
  const quirks = {
    ...(known?.quirks ?? driverQuirksSchema.parse({})),
    ...said.quirks,
  };
  const everySm2Mechanism = moduleCatalogue.sm2Mechanisms.map(
    ({ mechanism }) => mechanism,
  );
  return {
    name: known?.vendor ?? fileName,
    quirks: {
      ...quirks,
      sm2Mechanisms: [
        ...new Set([...quirks.sm2Mechanisms, ...everySm2Mechanism]),
      ],
    },
    problem: said.knownAs !== null && !known ? "key-driver-name-unknown" : null,
  };
}

function expandFolder(
  folder: string,
  environment: Machine["environment"],
): string | null {
  const names = [...folder.matchAll(/%([^%]+)%/g)].map(
    ([, name]) => name ?? "",
  );
  if (names.some((name) => environment[name] === undefined)) return null;
  return folder.replace(
    /%([^%]+)%/g,
    (_, name: string) => environment[name] ?? "",
  );
}
