import { createHash } from "node:crypto";
import type { CompanionParts } from "../companion-parts.ts";
import type { Call, RouteHandlers } from "../http/route-handlers.ts";
import { countedAddress } from "./counted-address.ts";
import { createChallenge } from "./challenge-store.ts";
import { countTry, forgiveTries, takeBackTry } from "./limit-tries.ts";
import { checkReviewer } from "./reviewer-store.ts";
import { endSession, issueSession } from "./session-store.ts";
import { challengesOf, signInWithKey } from "./sign-in-with-key.ts";

export function sessionRoutes(
  parts: CompanionParts,
): Pick<
  RouteHandlers,
  "createChallenge" | "signInWithKey" | "signOut" | "signInReviewer"
> {
  const { database, now } = parts;
  return {
    createChallenge: async ({ address }) => {
      const at = now();
      await countTry(database, [challengesOf(address)], at);
      return {
        ...(await createChallenge(database, at)),
        now: at.toISOString(),
      };
    },
    signInWithKey: async ({ body, address }) => {
      const { token, expiresAt, signer } = await signInWithKey(
        parts,
        body,
        address,
      );
      const { enterpriseName, holderName } = signer.certificate;
      return {
        token,
        expiresAt,
        uscc: signer.uscc,
        enterpriseName,
        holderName,
        revocation: signer.revocation,
      };
    },
    signOut: async ({ session }) => {
      await endSession(database, session);
      return {};
    },
    signInReviewer: (call) => signInReviewer(parts, call),
  };
}

async function signInReviewer(
  { database, now }: CompanionParts,
  { body, address }: Call<"signInReviewer">,
) {
  // A digest: what was typed as a name may be a password.
  const byName = {
    subject: `name:${createHash("sha256").update(body.name).digest("hex")}`,
    freeTries: 5,
  };
  // Many reviewers may share the address of one office.
  const byAddress = {
    subject: `address:${countedAddress(address)}`,
    freeTries: 20,
  };
  const at = now();
  await countTry(database, [byName, byAddress], at);
  const reviewer = await checkReviewer(database, body);
  await forgiveTries(database, [byName]);
  await takeBackTry(database, byAddress, at);
  const issued = await issueSession(
    database,
    { kind: "reviewer", reviewerId: reviewer.id },
    now(),
  );
  return {
    ...issued,
    authority: reviewer.authority,
    province: reviewer.province,
  };
}
