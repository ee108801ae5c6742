import { createHash, randomBytes } from "node:crypto";
import { AuthorizationResponseError, ResponseBodyError } from "openid-client";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { countedAddress } from "../sessions/counted-address.ts";
import { countTry, takeBackTry } from "../sessions/limit-tries.ts";
import type { ProvidedIdentity } from "./binding-store.ts";
import type { FlowProof, OpenIdProvider } from "./open-id-provider.ts";

const lifetimeMs = 10 * 60 * 1000;

/** Where a native application listens (RFC 8252, 7.3): a loopback address by number, any port. */
const loopbackRedirect =
  /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{1,5}\/[A-Za-z0-9/_-]{0,100}$/;

export interface StartedFlow {
  readonly authorizationUrl: string;
  readonly flowSecret: string;
  readonly expiresAt: string;
}

/** Throws `open-id-not-configured`, `open-id-provider-unreachable`, `request-malformed`, `rate-limited`. */
export async function startFlow(
  parts: CompanionParts,
  redirectUri: string,
  address: string,
): Promise<StartedFlow> {
  const provider = requireProvider(parts);
  if (!loopbackRedirect.test(redirectUri))
    throw new ProblemError("request-malformed");
  const { database, now } = parts;
  const at = now();
  await countTry(database, [flowsOf(address)], at);
  const flowSecret = randomBytes(32).toString("base64url");
  const expiresAt = new Date(at.getTime() + lifetimeMs).toISOString();
  const flow = proofOf(parts, flowSecret, redirectUri);
  const authorizationUrl = await provider
    .authorizationUrl(flow)
    .catch((error: unknown) => {
      throw unreachable(parts, error);
    });
  await database
    .deleteFrom("open_id_flows")
    .where("expires_at", "<", at.toISOString())
    .execute();
  await database
    .insertInto("open_id_flows")
    .values({
      secret_sha256: digestOf(flowSecret),
      redirect_uri: redirectUri,
      expires_at: expiresAt,
    })
    .execute();
  return { authorizationUrl, flowSecret, expiresAt };
}

/** Once per flow. Throws `open-id-flow-ended`, `open-id-refused`, `open-id-provider-unreachable`. */
export async function finishFlow(
  parts: CompanionParts,
  flowSecret: string,
  callbackQuery: string,
  address: string,
): Promise<ProvidedIdentity> {
  const provider = requireProvider(parts);
  const { database, now } = parts;
  const flow = await database
    .deleteFrom("open_id_flows")
    .where("secret_sha256", "=", digestOf(flowSecret))
    .returning(["redirect_uri", "expires_at"])
    .executeTakeFirst();
  if (flow === undefined || flow.expires_at <= now().toISOString())
    throw new ProblemError("open-id-flow-ended");
  const proof = proofOf(parts, flowSecret, flow.redirect_uri);
  try {
    const identity = await provider.redeem(proof, callbackQuery);
    await takeBackTry(database, flowsOf(address), now());
    return identity;
  } catch (error) {
    throw isRefusal(error) ? refused(parts, error) : unreachable(parts, error);
  }
}

export function requireProvider({ openId }: CompanionParts): OpenIdProvider {
  if (openId === null) throw new ProblemError("open-id-not-configured");
  return openId;
}

function flowsOf(address: string) {
  return {
    subject: `open-id-address:${countedAddress(address)}`,
    freeTries: 60,
  };
}

/** Derived from the client's secret and this API's key: a copy of the database finishes no flow. */
function proofOf(
  { secrets }: Pick<CompanionParts, "secrets">,
  flowSecret: string,
  redirectUri: string,
): FlowProof {
  return {
    redirectUri,
    verifier: secrets.derive("open-id verifier", flowSecret),
    state: secrets.derive("open-id state", flowSecret),
    nonce: secrets.derive("open-id nonce", flowSecret),
  };
}

function isRefusal(error: unknown): boolean {
  if (
    error instanceof AuthorizationResponseError ||
    error instanceof ResponseBodyError
  )
    return true;
  // Of the library's own checks: an answer came, and it was not one to this flow.
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.startsWith("OAUTH_") &&
    error.code !== "OAUTH_TIMEOUT"
  );
}

/** Why, for the operator; never what the browser brought. */
function refused({ log }: CompanionParts, error: unknown): ProblemError {
  log.warn({ reason: reasonOf(error) }, "an OpenID sign-in was refused");
  return new ProblemError("open-id-refused");
}

function unreachable({ log }: CompanionParts, error: unknown): ProblemError {
  log.error({ reason: reasonOf(error) }, "the OpenID provider did not answer");
  return new ProblemError("open-id-provider-unreachable");
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? ` ${String(error.code)}` : "";
  return `${error.name}${code}`;
}

function digestOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
