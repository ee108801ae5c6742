import { randomBytes } from "node:crypto";
import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  localUnlockPurpose,
  signInPurpose,
  writeSignInStatement,
} from "../../src-shared/session/sign-in-statement.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { isUnreachable } from "./is-unreachable.ts";
import { judgeForOpening, type Opening } from "./judge-for-opening.ts";
import type { SessionOptions } from "./session-options.ts";
import { verifyLocalUnlock } from "./verify-local-unlock.ts";

export interface KeySignIn {
  readonly certificateId: string;
  readonly pin: string | null;
  readonly isFinalTryConfirmed: boolean;
}

/** Who holds the key and knows its PIN, and whether the API agrees. */
export interface KeyProof {
  readonly certificate: ParsedCertificate;
  readonly uscc: string;
  readonly identity: IdentityKey;
  /** Null: only this machine vouches. */
  readonly token: string | null;
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
  { certificateId, pin, isFinalTryConfirmed }: KeySignIn,
  isTokenWanted: boolean,
): Promise<KeyProof> {
  const { opening, uscc, known, isAway } = await prepare(options, certificate);
  const canAsk = !isAway || known === null;
  const nonce =
    opening === "ordinary" && isTokenWanted && canAsk
      ? await askForNonce(options, known !== null)
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
  });
  await verifyLocalUnlock(cms, statement, certificate);
  const token =
    nonce === null
      ? null
      : await confirm(options, { statement, cms, uscc }, known !== null);
  const identity =
    known ?? (await options.identities.findOrCreate("usb-key", uscc));
  return { certificate, uscc, identity, token };
}

interface Prepared {
  readonly opening: Opening;
  readonly uscc: string;
  /** Null: nobody of this enterprise ever signed in here. */
  readonly known: IdentityKey | null;
  readonly isAway: boolean;
}

async function prepare(
  options: SessionOptions,
  certificate: ParsedCertificate,
): Promise<Prepared> {
  const askedAt = options.now().toISOString();
  const { trust, fetchedAt } = await options.trust(0);
  if (fetchedAt === null)
    throw new ProblemError("session-first-sign-in-needs-network");
  const opening = await judgeForOpening(certificate, trust, options.now());
  const uscc = certificate.uscc?.value;
  if (uscc === undefined) throw new ProblemError("certificate-without-uscc");
  const known = await options.identities.find("usb-key", uscc);
  // An expired key opens what is here; where nothing is, it is simply expired.
  if (opening === "reading" && known === null)
    throw new ProblemError("certificate-expired");
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
