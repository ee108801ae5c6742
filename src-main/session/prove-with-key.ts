import { randomBytes } from "node:crypto";
import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  localUnlockPurpose,
  signInPurpose,
  writeSignInStatement,
} from "../../src-shared/session/sign-in-statement.ts";
import { requireRecoveryCode } from "../../src-shared/recovery/require-recovery-code.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { isUnreachable } from "./is-unreachable.ts";
import { judgeForOpening, type Opening } from "./judge-for-opening.ts";
import type { Proof } from "./proof.ts";
import type { SessionOptions } from "./session-options.ts";
import { verifyLocalUnlock } from "./verify-local-unlock.ts";

export interface KeySignIn {
  readonly certificateId: string;
  readonly pin: string | null;
  readonly isFinalTryConfirmed: boolean;
  /** As typed; opens the identity where this machine's protection no longer does. */
  readonly recoveryCode?: string | null;
}

/** Further than this from the API's clock, a statement would be refused; said before a PIN try is spent. */
const clockToleranceMs = 10 * 60_000;

/**
 * Exactly one C_Login, and none before everything that can refuse without the key has agreed. The one signature serves
 * both sides: the API where it answers, this machine where it has gone away since.
 */
export async function proveWithKey(
  options: SessionOptions,
  certificate: ParsedCertificate,
  { certificateId, pin, isFinalTryConfirmed, recoveryCode }: KeySignIn,
  isTokenWanted: boolean,
  whileHere: AbortSignal,
): Promise<Proof> {
  const code =
    typeof recoveryCode === "string" ? requireRecoveryCode(recoveryCode) : null;
  const { opening, uscc, known, isAway } = await prepare(
    options,
    certificate,
    code !== null,
  );
  const isKnown = known !== "not-here";
  const nonce =
    opening === "ordinary" && isTokenWanted && !(isAway && isKnown)
      ? await askForNonce(options, isKnown)
      : null;
  const statement = writeSignInStatement({
    purpose: nonce === null ? localUnlockPurpose : signInPurpose,
    origin: new URL(options.companionOrigin).origin,
    nonce: nonce ?? randomBytes(32).toString("base64url"),
    certificateSha256: certificate.sha256,
    signedAt: options.now().toISOString(),
  });
  const cms = await options.keys.sign(certificateId, {
    content: Buffer.from(statement),
    pin,
    signingTime: options.now(),
    isFinalTryConfirmed,
    whileHere,
  });
  await verifyLocalUnlock(cms, statement, certificate);
  const token =
    nonce === null
      ? null
      : await confirm(options, { statement, cms, uscc }, isKnown);
  const identity = await openIdentity(options, uscc, known, code);
  return {
    person: personOfKey(certificate, uscc),
    identity,
    token: token === null ? null : { token, renewableUntil: null },
  };
}

function personOfKey(certificate: ParsedCertificate, uscc: string): Person {
  const { enterpriseName, holderName, sha256, notAfter } = certificate;
  return {
    via: "usb-key",
    uscc,
    enterpriseName,
    holderName,
    account: null,
    certificate: { sha256, notAfter },
  };
}

interface Prepared {
  readonly opening: Opening;
  readonly uscc: string;
  /** Whether somebody of this enterprise has data here: opened, or to be opened by a code once the key has spoken. */
  readonly known: IdentityKey | "to-be-recovered" | "not-here";
  readonly isAway: boolean;
}

/** A code is tried last: it must open nothing for somebody who has not proved who they are. */
function openIdentity(
  { identities }: SessionOptions,
  uscc: string,
  known: Prepared["known"],
  code: string | null,
): Promise<IdentityKey> | IdentityKey {
  if (typeof known === "object") return known;
  return code === null
    ? identities.findOrCreate("usb-key", uscc)
    : identities.recover("usb-key", uscc, code);
}

async function prepare(
  options: SessionOptions,
  certificate: ParsedCertificate,
  hasCode: boolean,
): Promise<Prepared> {
  const askedAt = options.now().toISOString();
  const { trust, fetchedAt } = await options.trust(0);
  if (fetchedAt === null)
    throw new ProblemError("session-first-sign-in-needs-network");
  const opening = await judgeForOpening(certificate, trust, options.now());
  const uscc = certificate.uscc?.value;
  if (uscc === undefined) throw new ProblemError("certificate-without-uscc");
  const known = hasCode
    ? "to-be-recovered"
    : ((await options.identities.find("usb-key", uscc)) ?? "not-here");
  if (opening === "reading" && known === "not-here")
    throw new ProblemError("session-nothing-to-read");
  // Asked just now and answered from what was kept: waiting for the network once is enough.
  return { opening, uscc, known, isAway: fetchedAt < askedAt };
}

/** Null: the API is away, and this identity may be opened without it. */
async function askForNonce(
  { companion, now }: SessionOptions,
  isKnown: boolean,
): Promise<string | null> {
  try {
    const challenge = await companion.createChallenge();
    const difference = Date.parse(challenge.now) - now().getTime();
    if (Math.abs(difference) > clockToleranceMs)
      throw new ProblemError("statement-clock-wrong", { now: challenge.now });
    return challenge.nonce;
  } catch (error) {
    if (isUnreachable(error) && isKnown) return null;
    throw nameFirstSignIn(error);
  }
}

async function confirm(
  { companion }: SessionOptions,
  proof: { statement: string; cms: Uint8Array; uscc: string },
  isKnown: boolean,
): Promise<string | null> {
  try {
    const { token, uscc } = await companion.signIn({
      statement: proof.statement,
      signature: Buffer.from(proof.cms).toString("base64"),
    });
    // Both sides read the code from the certificate; if they read differently, filings would end up with a stranger.
    if (uscc !== proof.uscc) throw new ProblemError("signer-other-enterprise");
    return token;
  } catch (error) {
    const isExpiredForApi =
      error instanceof ProblemError &&
      error.problem.code === "signer-certificate-expired";
    if (isKnown && (isUnreachable(error) || isExpiredForApi)) return null;
    throw nameFirstSignIn(error);
  }
}

function nameFirstSignIn(error: unknown): unknown {
  const isOffline =
    error instanceof ProblemError && error.problem.code === "sync-offline";
  return isOffline
    ? new ProblemError("session-first-sign-in-needs-network", undefined, {
        cause: error,
      })
    : error;
}
