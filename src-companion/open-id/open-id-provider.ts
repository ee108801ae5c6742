import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  enableNonRepudiationChecks,
  None,
  type Configuration,
} from "openid-client";
import { isLoopback } from "../check-exposure.ts";
import type { ProvidedIdentity } from "./binding-store.ts";

export interface OpenIdSettings {
  /** What the sign-in page calls it. */
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, proven by PKCE alone. */
  readonly clientSecret: string | null;
}

/** What one flow is recognised by again; none of it ever leaves this side but in the browser's address. */
export interface FlowProof {
  readonly redirectUri: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export interface OpenIdProvider {
  readonly title: string;
  authorizationOrigin(): Promise<string>;
  authorizationUrl(flow: FlowProof): Promise<string>;
  /** Exchanges what the browser brought back, and checks state, nonce, issuer, audience and signature. */
  redeem(flow: FlowProof, callbackQuery: string): Promise<ProvidedIdentity>;
}

/** Authorization code with PKCE (RFC 7636) of OpenID Connect Core 1.0; the provider is asked about itself once. */
export function openOpenIdProvider(settings: OpenIdSettings): OpenIdProvider {
  let known: Promise<Configuration> | null = null;
  const configuration = (): Promise<Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      // The next one may be luckier.
      known = null;
      throw error;
    });
    return known;
  };
  return {
    title: settings.title,
    authorizationOrigin: async () =>
      new URL(
        (await configuration()).serverMetadata().authorization_endpoint ??
          settings.issuer,
      ).origin,
    authorizationUrl: async ({ redirectUri, verifier, state, nonce }) =>
      buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: "openid",
        response_type: "code",
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      }).href,
    redeem: async ({ redirectUri, verifier, state, nonce }, callbackQuery) => {
      const tokens = await authorizationCodeGrant(
        await configuration(),
        new URL(`${redirectUri}?${callbackQuery}`),
        {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims();
      if (claims === undefined) throw new Error("no ID token came");
      return { issuer: claims.iss, subject: claims.sub };
    },
  };
}

function discover(settings: OpenIdSettings): Promise<Configuration> {
  const issuer = new URL(settings.issuer);
  return discovery(
    issuer,
    settings.clientId,
    undefined,
    settings.clientSecret === null
      ? None()
      : ClientSecretBasic(settings.clientSecret),
    {
      timeout: 10,
      execute: [
        // The signature counts even though the token came straight from the provider.
        enableNonRepudiationChecks,
        // A provider beyond this machine speaks HTTPS, or nothing. The library marks this so that nobody takes it lightly.
        // oxlint-disable-next-line typescript/no-deprecated
        ...(isLoopback(issuer.hostname) ? [allowInsecureRequests] : []),
      ],
    },
  );
}
