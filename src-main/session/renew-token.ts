import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { SessionToken } from "./proof.ts";

export interface TokenRenewalNeeds {
  /** Resolves to the new end. */
  readonly renew: (token: string) => Promise<{ expiresAt: string }>;
  readonly onRefused: (token: string) => void;
  readonly now: () => Date;
}

export interface TokenRenewal {
  /** This token goes on until told otherwise; null = none does, because nobody works. */
  follow(token: SessionToken | null): void;
}

const longestPauseMs = 60 * 60_000;
const shortestPauseMs = 1000;
const pauseAfterFailureMs = 10_000;

/** Asks at half of the time that is left, again and again; a computer that slept over the end is told so by the API. */
export function createTokenRenewal(needs: TokenRenewalNeeds): TokenRenewal {
  let timer: NodeJS.Timeout | undefined;
  let followed: string | null = null;
  /** Of the token followed last; outlasts a pause in between. */
  let known = { token: "", until: "" };

  const plan = (token: string, leastMs: number): void => {
    const leftMs = Date.parse(known.until) - needs.now().getTime();
    const pauseMs = Math.min(Math.max(leftMs / 2, leastMs), longestPauseMs);
    timer = setTimeout(() => void renew(token), pauseMs);
    timer.unref();
  };
  const renew = async (token: string): Promise<void> => {
    try {
      const { expiresAt } = await needs.renew(token);
      if (known.token === token) known = { token, until: expiresAt };
      if (followed === token) plan(token, shortestPauseMs);
    } catch (error) {
      if (followed !== token) return;
      if (isRefusal(error)) needs.onRefused(token);
      else plan(token, pauseAfterFailureMs);
    }
  };

  return {
    follow: (next) => {
      const token = next?.token ?? null;
      if (token === followed) return;
      clearTimeout(timer);
      followed = token;
      if (next === null || next.renewableUntil === null) return;
      if (known.token !== next.token)
        known = { token: next.token, until: next.renewableUntil };
      plan(next.token, shortestPauseMs);
    },
  };
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem.code === "not-signed-in" ||
      error.problem.code === "session-ended")
  );
}
