import type {
  CallCompanion,
  EndpointReply,
} from "../../../src-shared/companion-api/companion-call.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import { listenForRedirect } from "./listen-for-redirect.ts";

export interface OpenIdNeeds {
  readonly call: CallCompanion;
  /** Where people sign in at the provider that IT names; null = it names none. */
  readonly signInOrigin: () => Promise<string | null>;
  /** The system's browser; rejects where there is none, and throws `link-not-listed` for what is not of that origin. */
  readonly openInBrowser: (url: string) => Promise<void>;
}

export type OpenIdAnswer = EndpointReply<"finishOpenIdSignIn">;

/**
 * The client is the browser's other end and nothing more: the API is the relying party and holds code verifier, state
 * and nonce (RFC 8252, RFC 7636). Rejects with the signal's reason when it is aborted.
 */
export async function signInWithOpenId(
  { call, openInBrowser }: Pick<OpenIdNeeds, "call" | "openInBrowser">,
  signal: AbortSignal,
): Promise<OpenIdAnswer> {
  const listener = await listenForRedirect();
  try {
    const { redirectUri } = listener;
    const flow = await call(
      "startOpenIdSignIn",
      { body: { redirectUri } },
      { signal },
    );
    const { authorizationUrl, flowSecret } = flow;
    const state = new URL(authorizationUrl).searchParams.get("state") ?? "";
    const redirected = listener.waitFor(state, signal);
    // Handled where it is awaited; opening the browser may fail first.
    redirected.catch(() => undefined);
    // The API names the address, IT's setting and the provider decide: no answer of the API opens any page it likes.
    await openInBrowser(authorizationUrl).catch((error: unknown) => {
      if (error instanceof ProblemError) throw error;
      throw new ProblemError("open-id-browser-absent", undefined, {
        cause: error,
      });
    });
    const callbackQuery = await redirected;
    return await call(
      "finishOpenIdSignIn",
      { body: { flowSecret, callbackQuery } },
      { signal },
    );
  } finally {
    listener.close();
  }
}
