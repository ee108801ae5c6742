import { z } from "zod";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import { isCompanionAddress } from "../../../src-shared/settings/setting-checks.ts";

const metadataSchema = z.object({
  issuer: z.string(),
  // Beyond this machine only HTTPS, as every address the client opens.
  authorization_endpoint: z.string().refine(isCompanionAddress),
});

const timeLimitMs = 10_000;

/**
 * Where people sign in at the provider that IT names, as the provider itself says (OpenID Connect Discovery 1.0, 4): often
 * another host than the issuer's. Throws `open-id-provider-unreachable`.
 */
export async function findSignInOrigin(
  issuer: string,
  hostFetch: typeof fetch,
): Promise<string> {
  try {
    const reply = await hostFetch(
      `${withoutSlash(issuer)}/.well-known/openid-configuration`,
      { redirect: "error", signal: AbortSignal.timeout(timeLimitMs) },
    );
    const metadata = metadataSchema.parse(await reply.json());
    // Section 4.3: metadata of another issuer is nobody's word about this one.
    if (withoutSlash(metadata.issuer) !== withoutSlash(issuer))
      throw new Error("the metadata names another issuer");
    return new URL(metadata.authorization_endpoint).origin;
  } catch (error) {
    throw new ProblemError("open-id-provider-unreachable", undefined, {
      cause: error,
    });
  }
}

function withoutSlash(address: string): string {
  return address.replace(/\/$/, "");
}
