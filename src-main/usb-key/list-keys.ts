import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { judgeCertificate } from "../../src-shared/certificates/certificate-usability.ts";
import {
  parseCertificate,
  type ParsedCertificate,
} from "../../src-shared/certificates/parse-certificate.ts";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  type HostCertificate,
  type HostToken,
  type UsbKeyProblemCode,
} from "../../src-shared/usb-key/key-host-messages.ts";
import type {
  KeyCertificate,
  KeyOverview,
} from "../../src-shared/usb-key/usb-key-procedures.ts";
import { usbKeyProblemCodes } from "../../src-shared/usb-key/usb-key-problem-codes.ts";
import {
  guidanceOf,
  type KeyAuthorityCatalogue,
} from "../../src-shared/usb-key/key-authority.ts";
import type { KeyDriver } from "./key-driver.ts";
import type { PinMemory } from "./pin-memory.ts";
import { shownLabel } from "./shown-label.ts";
import { isLastTry } from "./spend-pin-try.ts";

export type KeyList = Omit<KeyOverview, "trustFetchedAt">;

/** A certificate on a key, with everything needed to find it there again. */
export interface FoundCertificate {
  readonly id: string;
  readonly driver: KeyDriver;
  readonly token: HostToken;
  readonly ckaId: string;
  readonly privateKey: KeyCertificate["privateKey"];
  readonly parsed: ParsedCertificate;
}

export interface DriverFindings {
  readonly problem: UsbKeyProblemCode | null;
  readonly tokens: readonly HostToken[];
  readonly certificates: readonly FoundCertificate[];
  readonly unreadable: readonly UnreadableCertificate[];
}

/** Bytes that are no certificate, where one should be. */
export interface UnreadableCertificate {
  readonly token: HostToken;
  readonly label: string;
  readonly sha256: string;
}

/** Everything all drivers show. A driver with a problem stands beside the others, with its problem. */
export async function findCertificates(
  driver: KeyDriver,
): Promise<DriverFindings> {
  try {
    const problem = await driver.readProblem();
    if (problem) return { ...nothingFound, problem };
    const { tokens } = await driver.connection().list();
    const read = await Promise.all(
      tokens.flatMap((token) =>
        token.certificates.map((certificate) =>
          readCertificate(driver, token, certificate),
        ),
      ),
    );
    return {
      problem: null,
      tokens,
      certificates: read.filter((each) => "parsed" in each),
      unreadable: read.filter(
        (each): each is UnreadableCertificate => !("parsed" in each),
      ),
    };
  } catch (error) {
    return { ...nothingFound, problem: keyProblemOf(error) };
  }
}

const nothingFound = { tokens: [], certificates: [], unreadable: [] };

export interface KeyDescription {
  readonly trust: TrustMaterial;
  readonly now: Date;
  readonly memory: PinMemory;
  readonly authorities: KeyAuthorityCatalogue;
}

/** @param findings in the order of the drivers; null for one that has not answered yet */
export async function describeKeys(
  drivers: readonly KeyDriver[],
  findings: readonly (DriverFindings | null)[],
  description: KeyDescription,
): Promise<KeyList> {
  const answered = findings.filter((each) => each !== null);
  const found = answered.flatMap((each) => each.certificates);
  // Where one driver finds nothing on a key and another does, the key is in order.
  const tokens = onceEach(
    answered
      .flatMap((each) => each.tokens)
      .map(describeToken)
      .toSorted((one, other) => rankToken(one) - rankToken(other)),
    ({ serialNumber, label }) => [serialNumber, label],
  );
  const certificates = await Promise.all(
    onceEach(found, placeOf).map((each) =>
      describeCertificate(each, found, description),
    ),
  );
  return {
    drivers: drivers.map(({ name, modulePath }, index) => ({
      name,
      path: modulePath,
      problem: findings[index]?.problem ?? null,
      isAwaited: (findings[index] ?? null) === null,
    })),
    tokens,
    unreadable: onceEach(
      answered.flatMap((each) => each.unreadable),
      ({ token: { name }, sha256 }) => [name.serialNumber, name.label, sha256],
    ).map(({ token, label, sha256 }) => ({
      keyLabel: shownLabel(token),
      keySerialNumber: token.name.serialNumber,
      label,
      sha256,
    })),
    // What can be used stands first; within each half, the order of drivers and slots.
    certificates: certificates.toSorted(
      (one, other) => rank(one) - rank(other),
    ),
  };
}

function placeOf({ token: { name }, ckaId, parsed }: FoundCertificate) {
  return [name.serialNumber, name.label, ckaId, parsed.sha256];
}

/** Two drivers of one vendor show the same key; it is told as the first of them shows it. */
function onceEach<Shown>(
  all: readonly Shown[],
  nameOf: (shown: Shown) => readonly string[],
): Shown[] {
  const byName = new Map<string, Shown>();
  for (const shown of all) {
    const name = JSON.stringify(nameOf(shown));
    if (!byName.has(name)) byName.set(name, shown);
  }
  return [...byName.values()];
}

function rank({ usability }: KeyCertificate): number {
  return usability.kind === "usable" ? 0 : 1;
}

function rankToken({ problem }: KeyList["tokens"][number]): number {
  return problem === null ? 0 : 1;
}

function describeToken(token: HostToken): KeyList["tokens"][number] {
  return {
    label: shownLabel(token),
    serialNumber: token.name.serialNumber,
    problem: tokenProblem(token),
  };
}

function tokenProblem(token: HostToken): UsbKeyProblemCode | null {
  if (!token.isInitialised) return "key-not-initialised";
  if (token.isPinLocked) return "key-pin-locked";
  if (token.isLoginRequired && !token.isPinSet) return "key-pin-not-set";
  if (token.problem !== null) return token.problem;
  if (token.certificates.length > 0) return null;
  // Without a login nobody can tell an empty key from one whose certificates are private.
  return token.isLoginRequired ? "certificate-hidden" : "certificate-absent";
}

async function describeCertificate(
  certificate: FoundCertificate,
  found: readonly FoundCertificate[],
  { trust, now, memory, authorities }: KeyDescription,
): Promise<KeyCertificate> {
  const { id, token, privateKey, parsed } = certificate;
  const place = placeOf(certificate);
  const authority = guidanceOf(parsed.issuer, authorities);
  const tries = await memory.recallEnded(token);
  return {
    id,
    shownBy: found
      .filter((each) => isDeepStrictEqual(placeOf(each), place))
      .map(({ driver }) => driver.modulePath),
    keyLabel: shownLabel(token),
    keySerialNumber: token.name.serialNumber,
    certificateSha256: parsed.sha256,
    holderName: parsed.holderName,
    enterpriseName: parsed.enterpriseName,
    uscc: parsed.uscc?.value ?? null,
    issuerName: parsed.issuerName,
    notBefore: parsed.notBefore,
    notAfter: parsed.notAfter,
    privateKey,
    usability: await judgeCertificate(parsed, trust, now),
    authority,
    pin: {
      isCountLow: token.isPinCountLow,
      isFinalTry: token.isPinFinalTry || isLastTry(tries, authority.locksAfter),
      isLocked: token.isPinLocked,
      hasPinPad: token.hasPinPad,
      wrongTries: tries.wrongTries,
      uncertainTries: tries.uncertainTries,
      length: token.pinLength,
    },
  };
}

async function readCertificate(
  driver: KeyDriver,
  token: HostToken,
  { derBase64, ckaId, label, matchingKey }: HostCertificate,
): Promise<FoundCertificate | UnreadableCertificate> {
  const der = Buffer.from(derBase64, "base64");
  try {
    const parsed = await parseCertificate(der);
    const privateKey = matchingKey === "private" ? "present" : "unconfirmed";
    const id = certificateId(driver, token, ckaId, parsed.sha256);
    return { id, driver, token, ckaId, privateKey, parsed };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const sha256 = createHash("sha256").update(der).digest("hex");
    return { token, label, sha256 };
  }
}

/** Stable while the key is pulled out and put back, so the slot has no part in it. */
function certificateId(
  { modulePath }: KeyDriver,
  { name }: HostToken,
  ckaId: string,
  sha256: string,
): string {
  const place = JSON.stringify([
    modulePath,
    name.serialNumber,
    name.label,
    ckaId,
    sha256,
  ]);
  return createHash("sha256").update(place).digest("hex").slice(0, 32);
}

function keyProblemOf(error: unknown): UsbKeyProblemCode {
  const code = error instanceof ProblemError ? error.problem.code : null;
  return (
    usbKeyProblemCodes.find((known) => known === code) ?? "key-driver-error"
  );
}
