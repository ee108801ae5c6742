import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import { createKeySimulator } from "../key-simulator.ts";
import {
  demoKeys,
  demoPerson,
  demoPin,
  type DemoKeyName,
} from "./demo-keys.ts";
import { softwareModulePath } from "./software-token.ts";

/** What a trial needs to know; all paths absolute, all files PEM. */
export interface DemoEstate {
  readonly module: string;
  readonly environment: Readonly<Record<string, string>> & {
    readonly SOFTHSM2_CONF: string;
  };
  readonly pin: string;
  readonly uscc: string;
  readonly enterpriseName: string;
  readonly holderName: string;
  readonly caFile: string;
  readonly crlFile: string;
  readonly certificateFile: string;
}

/**
 * A demo authority with its CRL, and a software key whose certificate it issued; what is there already is kept.
 * Tests name further keys, each in a token of its own (but the encryption key and the twins, which share one).
 */
export async function createDemoEstate(
  folder: string,
  furtherKeys: readonly DemoKeyName[] = [],
): Promise<DemoEstate> {
  const estate = describeEstate(resolve(folder));
  await complete(folder, estate, ["main", ...furtherKeys]);
  return estate;
}

/**
 * The same with an SM2 authority and key. SoftHSM2 only keeps that key; the module to load is the key simulator, which
 * signs with it.
 */
export async function createSm2Estate(
  folder: string,
  furtherKeys: readonly DemoKeyName[] = [],
): Promise<DemoEstate> {
  const ordinary = describeEstate(resolve(folder));
  const simulator = createKeySimulator(join(folder, "control"), {
    tokens: [demoKeys.sm2.tokenLabel],
  });
  const estate = {
    ...ordinary,
    module: simulator.modulePath,
    environment: { ...ordinary.environment, ...simulator.environment },
    caFile: join(resolve(folder), "root-sm2.pem"),
    crlFile: join(resolve(folder), "root-sm2-crl.pem"),
    certificateFile: certificateFileOf(folder, "sm2"),
  };
  await complete(folder, estate, ["sm2", "sm2-encryption", ...furtherKeys]);
  return estate;
}

async function complete(
  folder: string,
  { crlFile, environment }: DemoEstate,
  wanted: readonly DemoKeyName[],
): Promise<void> {
  const names = keysIn(folder, wanted);
  // Also over what is there: a copied folder's configuration names the folder it came from.
  writeConfiguration(resolve(folder), environment.SOFTHSM2_CONF);
  const isComplete =
    existsSync(crlFile) &&
    names.every((name) => existsSync(certificateFileOf(folder, name)));
  if (isComplete) return;
  const builder = join(import.meta.dirname, "build-demo-estate.ts");
  await promisify(execFile)(
    process.execPath,
    [builder, resolve(folder), ...names],
    { env: { ...process.env, ...environment } },
  );
}

export function certificateFileOf(folder: string, name: DemoKeyName): string {
  return join(resolve(folder), `${name}.pem`);
}

/** The DER inside a PEM file of the estate. */
export function readPemFile(path: string): Uint8Array {
  const body = readFileSync(path, "utf8").replace(/-----[^-]+-----/g, "");
  return new Uint8Array(Buffer.from(body, "base64"));
}

export function trustOfEstate({ caFile, crlFile }: DemoEstate): TrustMaterial {
  return {
    anchors: [readPemFile(caFile)],
    intermediates: [],
    crls: [readPemFile(crlFile)],
  };
}

function describeEstate(folder: string): DemoEstate {
  return {
    module: softwareModulePath,
    environment: { SOFTHSM2_CONF: join(folder, "softhsm2.conf") },
    pin: demoPin,
    ...demoPerson,
    caFile: join(folder, "root.pem"),
    crlFile: join(folder, "root-crl.pem"),
    certificateFile: certificateFileOf(folder, "main"),
  };
}

/** Those asked for, and those made before: the CRL must not forget any of them. */
function keysIn(folder: string, wanted: readonly DemoKeyName[]): DemoKeyName[] {
  return (Object.keys(demoKeys) as DemoKeyName[]).filter(
    (name) =>
      wanted.includes(name) || existsSync(certificateFileOf(folder, name)),
  );
}

function writeConfiguration(folder: string, configurationPath: string): void {
  const tokenFolder = join(folder, "tokens");
  mkdirSync(tokenFolder, { recursive: true, mode: 0o700 });
  const lines = [
    `directories.tokendir = ${tokenFolder}`,
    "objectstore.backend = file",
    "log.level = ERROR",
  ];
  writeFileSync(configurationPath, `${lines.join("\n")}\n`);
}
