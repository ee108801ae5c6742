// Runs as a process of its own, started by create-demo-estate.ts: SoftHSM2 takes its configuration from the
// environment, and a program that works with several estates must not load the module itself.
import "reflect-metadata";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { PemConverter, X509Certificate } from "@peculiar/x509";
import type { PKCS11 } from "pkcs11js";
import { openCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import {
  issueCertificate,
  issueCrl,
  makeAuthority,
  type DemoAuthority,
} from "./demo-authority.ts";
import { demoKeys, demoPin, type DemoKeyName } from "./demo-keys.ts";
import {
  generateTokenKey,
  openSoftwareModule,
  openToken,
  storeCertificate,
} from "./software-token.ts";

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
  const root = await keptAuthority(estateFolder, "root", "演示根证书");
  const stranger = names.some((name) => !demoKeys[name].isTrusted)
    ? await makeAuthority({
        commonName: "他人根证书",
        keyKind: "p256",
        ...validity(-1, 3650),
      })
    : root;
  const module = openSoftwareModule();
  for (const name of names) {
    if (existsSync(certificateFile(estateFolder, name))) continue;
    const issuer = demoKeys[name].isTrusted ? root : stranger;
    writeFileSync(
      certificateFile(estateFolder, name),
      await makeKey(module, name, issuer),
    );
  }
  const revoked = names
    .filter((name) => demoKeys[name].isRevoked)
    .map(
      (name) =>
        new X509Certificate(
          readFileSync(certificateFile(estateFolder, name), "utf8"),
        ),
    );
  const times = { thisUpdate: daysFromNow(-1), nextUpdate: daysFromNow(365) };
  const crl = await issueCrl(root, revoked, times);
  writeFileSync(
    join(estateFolder, "root-crl.pem"),
    PemConverter.encode(new Uint8Array(crl).buffer, "X509 CRL"),
  );
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
  const tokenKey = await generateTokenKey(module, session, kind, asksEveryTime);
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
    subject: new Uint8Array(opened.subject.valueBeforeDecode),
    issuer: new Uint8Array(opened.issuer.valueBeforeDecode),
    serialNumber: opened.serialNumber.valueBeforeDecodeView,
  });
  return certificate.toString("pem");
}

/** The demo's root survives, so that keys added later are trusted by whoever took it over. */
async function keptAuthority(
  estateFolder: string,
  fileName: string,
  commonName: string,
): Promise<DemoAuthority> {
  const certificatePath = join(estateFolder, `${fileName}.pem`);
  const keyPath = join(estateFolder, `${fileName}-key.pem`);
  if (existsSync(certificatePath)) {
    const certificate = new X509Certificate(
      readFileSync(certificatePath, "utf8"),
    );
    const pkcs8 = PemConverter.decodeFirst(readFileSync(keyPath, "utf8"));
    const privateKey = await crypto.subtle.importKey(
      "pkcs8",
      pkcs8,
      ellipticKey,
      true,
      ["sign"],
    );
    return {
      certificate,
      keys: { privateKey, publicKey: await certificate.publicKey.export() },
    };
  }
  const authority = await makeAuthority({
    commonName,
    keyKind: "p256",
    // Older than everything it issued, the expired key's certificate included.
    ...validity(-1000, 3650),
  });
  const pkcs8 = await crypto.subtle.exportKey(
    "pkcs8",
    authority.keys.privateKey,
  );
  writeFileSync(keyPath, PemConverter.encode(pkcs8, "PRIVATE KEY"), {
    mode: 0o600,
  });
  writeFileSync(certificatePath, authority.certificate.toString("pem"));
  return authority;
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
