import {
  parseSignInStatement,
  signInPurpose,
} from "../../src-shared/session/sign-in-statement.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { countedAddress } from "./counted-address.ts";
import { useChallenge } from "./challenge-store.ts";
import { judgeSigner, type JudgedSigner } from "./judge-signer.ts";
import {
  countTry,
  forgiveTries,
  takeBackTry,
  type TrySubject,
} from "./limit-tries.ts";
import { proveCode } from "./proven-code-store.ts";
import { issueSession, type IssuedToken } from "./session-store.ts";

/** A clerk's clock may be wrong, a statement may not lie around: ten minutes to either side. */
const clockToleranceMs = 10 * 60 * 1000;

/** A sign-in takes one; those nobody went on with add up. Many clerks may share the address of one office. */
export function challengesOf(address: string): TrySubject {
  return {
    subject: `challenge-address:${countedAddress(address)}`,
    freeTries: 100,
  };
}

export async function signInWithKey(
  parts: CompanionParts,
  body: { statement: string; signature: string },
  address: string,
): Promise<IssuedToken & { signer: JudgedSigner }> {
  const now = parts.now();
  const statement = parseSignInStatement(body.statement);
  if (statement.purpose !== signInPurpose)
    throw new ProblemError("statement-wrong-purpose");
  if (statement.origin !== parts.origin())
    throw new ProblemError("statement-wrong-origin", {
      origin: parts.origin(),
    });
  const byAddress = {
    subject: `key-address:${countedAddress(address)}`,
    freeTries: 30,
  };
  // Together with the address: the hash is no secret, and naming it from elsewhere must lock nobody out.
  const byCertificate = {
    subject: `key-certificate:${statement.certificateSha256} ${countedAddress(address)}`,
    freeTries: 5,
  };
  await countTry(parts.database, [byAddress, byCertificate], now);
  // Spent by the first try, whatever becomes of it: nobody gets to try twice on one nonce.
  await useChallenge(parts.database, statement.nonce, now);
  if (
    Math.abs(Date.parse(statement.signedAt) - now.getTime()) > clockToleranceMs
  ) {
    throw new ProblemError("statement-clock-wrong", { now: now.toISOString() });
  }
  const signer = await judgeSigner(parts, body.statement, body.signature);
  if (signer.certificate.sha256 !== statement.certificateSha256) {
    throw new ProblemError("statement-wrong-certificate");
  }
  await forgiveTries(parts.database, [byCertificate]);
  for (const subject of [byAddress, challengesOf(address)])
    await takeBackTry(parts.database, subject, now);
  await proveCode(parts.database, signer.uscc, now);
  const { enterpriseName, holderName, sha256 } = signer.certificate;
  const issued = await issueSession(
    parts.database,
    {
      kind: "key",
      uscc: signer.uscc,
      enterpriseName,
      holderName,
      certificateSha256: sha256,
    },
    now,
  );
  return { ...issued, signer };
}
