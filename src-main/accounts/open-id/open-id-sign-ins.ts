import type { SignInWays } from "../../../src-shared/accounts/account-procedures.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import {
  signInWithOpenId,
  type OpenIdAnswer,
  type OpenIdNeeds,
} from "./sign-in-with-open-id.ts";

/** 国家政务服务平台账号登录: one at a time, cancelled by the clerk or by time. */
export interface OpenIdSignIns {
  ways(): Promise<SignInWays>;
  /** Keeps the binding token of an `unbound` answer; it never goes to the page. */
  signIn(): Promise<OpenIdAnswer>;
  /** Throws `open-id-binding-ended` where none waits. */
  bindingToken(): string;
  bind(token: string): Promise<void>;
  cancel(): void;
}

/** As long as the API keeps a flow. */
const timeLimitMs = 10 * 60_000;

export function createOpenIdSignIns(needs: OpenIdNeeds): OpenIdSignIns {
  const { call } = needs;
  let underWay: AbortController | null = null;
  let binding: string | null = null;

  const bindingToken = (): string => {
    if (binding === null) throw new ProblemError("open-id-binding-ended");
    return binding;
  };
  return {
    ways: () => findWays(needs),
    signIn: async () => {
      if (underWay !== null) throw new ProblemError("open-id-busy");
      const cancelling = new AbortController();
      underWay = cancelling;
      binding = null;
      const timer = setTimeout(() => {
        cancelling.abort(new ProblemError("open-id-time-limit"));
      }, timeLimitMs);
      try {
        const answer = await signInWithOpenId(needs, cancelling.signal);
        if (answer.kind === "unbound") binding = answer.bindingToken;
        return answer;
      } catch (error) {
        // A request that was cut says so in its own words; the reason is why it was cut.
        if (cancelling.signal.aborted) throw cancelling.signal.reason as Error;
        throw error;
      } finally {
        clearTimeout(timer);
        underWay = null;
      }
    },
    bindingToken,
    bind: async (token) => {
      await call(
        "bindOpenId",
        { body: { bindingToken: bindingToken() } },
        { token },
      );
      binding = null;
    },
    cancel: () => {
      binding = null;
      underWay?.abort(new ProblemError("open-id-cancelled"));
    },
  };
}

/** Shown only where both sides are configured for the same provider, and it answers. */
async function findWays({
  call,
  signInOrigin,
}: OpenIdNeeds): Promise<SignInWays> {
  const ours = await signInOrigin().catch(() => null);
  if (ours === null) return { openId: null };
  const { openId } = await call("signInWays", {});
  return openId?.authorizationOrigin === ours
    ? { openId: { title: openId.title } }
    : { openId: null };
}
