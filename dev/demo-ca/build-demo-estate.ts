// Runs as a process of its own, started by create-demo-estate.ts: SoftHSM2 takes its configuration from the
// environment, and a program that works with several estates must not load the module itself.
import "reflect-metadata";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { PemConverter, X509Certificate } from "@peculiar/x509";
import type { PKCS11 } from "pkcs11js";
import { openCertificate } from "../../src-shared/certificates/open-certificate.ts";
import {
  issueCertificate,
  issueCrl,
  makeAuthority,
  signingUsage,
  type DemoAuthority,
} from "./demo-authority.ts";
import { demoKeys, demoPin, type DemoKeyName } from "./demo-keys.ts";
import {
  areSm2Keys,
  readSm2PrivateKey,
  writeSm2PrivateKey,
} from "./sm2-keys.ts";
import {
  generateTokenKey,
  openSoftwareModule,
  openToken,
  storeCertificate,
  storeSm2Key,
} from "./software-token.ts";

interface DemoRoot {
  readonly fileName: string;
  readonly commonName: string;
  readonly keyKind: "p256" | "sm2";
}

const demoRoots: readonly [DemoRoot, DemoRoot, DemoRoot] = [
  { fileName: "root", commonName: "演示根证书", keyKind: "p256" },
  { fileName: "root-sm2", commonName: "演示国密根证书", keyKind: "sm2" },
  { fileName: "stranger", commonName: "他人根证书", keyKind: "p256" },
];

const dayMs = 86_400_000;
const ellipticKey = { name: "ECDSA", namedCurve: "P-256" };

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined)
  throw new Error("the folder of the estate is missing");
await buildEstate(folder, wanted as DemoKeyName[]);

async function buildEstate(
  estateFolder: string,
  names: readonly DemoKeyName[],
): Promise<void> {
  const module = openSoftwareModule();
  for (const root of demoRoots) {
    const itsNames = names.filter((name) => rootOf(name) === root);
    if (itsNames.length === 0) continue;
    const authority = await keptAuthority(estateFolder, root);
    for (const name of itsNames) {
      const file = certificateFile(estateFolder, name);
      if (!existsSync(file))
        writeFileSync(file, await makeKey(module, name, authority));
    }
    await writeCrl(estateFolder, root, authority, itsNames);
  }
}

async function writeCrl(
  estateFolder: string,
  root: DemoRoot,
  authority: DemoAuthority,
  names: readonly DemoKeyName[],
): Promise<void> {
  const revoked = names
    .filter((name) => demoKeys[name].isRevoked)
    .map(
      (name) =>
        new X509Certificate(
          readFileSync(certificateFile(estateFolder, name), "utf8"),
        ),
    );
  const times = { thisUpdate: daysFromNow(-1), nextUpdate: daysFromNow(365) };
  const crl = await issueCrl(authority, revoked, times);
  writeFileSync(
    join(estateFolder, `${root.fileName}-crl.pem`),
    PemConverter.encode(new Uint8Array(crl).buffer, "X509 CRL"),
  );
}

function rootOf(name: DemoKeyName): DemoRoot {
  const [ordinary, chinese, stranger] = demoRoots;
  if (!demoKeys[name].isTrusted) return stranger;
  return demoKeys[name].kind === "sm2" ? chinese : ordinary;
}

/** Signed by the root, kept in the token; answers the PEM of the certificate. */
async function makeKey(
  module: PKCS11,
  name: DemoKeyName,
  issuer: DemoAuthority,
): Promise<string> {
  const {
    tokenLabel,
    kind,
    person,
    keyUsage,
    validFrom,
    validTo,
    asksEveryTime,
  } = demoKeys[name];
  const session = openToken(module, tokenLabel, demoPin);
  const tokenKey =
    kind === "sm2"
      ? storeSm2Key(module, session, name, keyUsage === signingUsage)
      : await generateTokenKey(module, session, name, { kind, asksEveryTime });
  const certificate = await issueCertificate(issuer, {
    subject: [
      { C: [{ printableString: "CN" }] },
      { O: [{ utf8String: person.enterpriseName }] },
      { "2.5.4.5": [{ printableString: person.uscc }] },
      { CN: [{ utf8String: person.holderName }] },
    ],
    publicKey: tokenKey.publicKey,
    keyUsage,
    ...validity(validFrom, validTo),
  });
  const der = new Uint8Array(certificate.rawData);
  const opened = openCertificate(der);
  storeCertificate(module, tokenKey, person.holderName, {
    der,
    subject: opened.subject.encoding,
    issuer: opened.issuer.encoding,
    serialNumber: opened.serialNumber.encoding,
  });
  return certificate.toString("pem");
}

/** The demo's root survives, so that keys added later are trusted by whoever took it over. */
async function keptAuthority(
  estateFolder: string,
  { fileName, commonName, keyKind }: DemoRoot,
): Promise<DemoAuthority> {
  const certificatePath = join(estateFolder, `${fileName}.pem`);
  const keyPath = join(estateFolder, `${fileName}-key.pem`);
  if (existsSync(certificatePath)) {
    const certificate = new X509Certificate(
      readFileSync(certificatePath, "utf8"),
    );
    const pkcs8 = PemConverter.decodeFirst(readFileSync(keyPath, "utf8"));
    return { certificate, keys: await readKeys(keyKind, certificate, pkcs8) };
  }
  const authority = await makeAuthority({
    commonName,
    keyKind,
    // Older than everything it issued, the expired key's certificate included.
    ...validity(-1000, 3650),
  });
  const pkcs8 = await writePrivateKey(authority.keys);
  writeFileSync(keyPath, PemConverter.encode(pkcs8, "PRIVATE KEY"), {
    mode: 0o600,
  });
  writeFileSync(certificatePath, authority.certificate.toString("pem"));
  return authority;
}

async function readKeys(
  keyKind: DemoRoot["keyKind"],
  certificate: X509Certificate,
  pkcs8: ArrayBuffer,
): Promise<CryptoKeyPair> {
  if (keyKind === "sm2") return readSm2PrivateKey(new Uint8Array(pkcs8));
  const usages: KeyUsage[] = ["sign"];
  return {
    privateKey: await crypto.subtle.importKey(
      "pkcs8",
      pkcs8,
      ellipticKey,
      true,
      usages,
    ),
    publicKey: await certificate.publicKey.export(),
  };
}

async function writePrivateKey(keys: CryptoKeyPair): Promise<ArrayBuffer> {
  return areSm2Keys(keys)
    ? Uint8Array.from(writeSm2PrivateKey(keys)).buffer
    : crypto.subtle.exportKey("pkcs8", keys.privateKey);
}

function certificateFile(estateFolder: string, name: DemoKeyName): string {
  return join(estateFolder, `${name}.pem`);
}

function validity(
  fromDays: number,
  toDays: number,
): { notBefore: Date; notAfter: Date } {
  return { notBefore: daysFromNow(fromDays), notAfter: daysFromNow(toDays) };
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * dayMs);
}
