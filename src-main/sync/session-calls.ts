import type { CompanionClient, EndpointReply } from "./companion-client.ts";

/** What a sign-in needs of the API, in the shape src-main/session asks for. */
export interface SessionCalls {
  createChallenge(): Promise<EndpointReply<"createChallenge">>;
  signIn(proof: {
    statement: string;
    signature: string;
  }): Promise<EndpointReply<"signInWithKey">>;
  signOut(token: string): Promise<void>;
}

/** Short enough that a dead network does not keep a clerk from opening the drafts. */
const challengeTimeLimitMs = 6000;
const signOutTimeLimitMs = 3000;

export function createSessionCalls(client: CompanionClient): SessionCalls {
  return {
    createChallenge: () =>
      client.call("createChallenge", {}, { timeLimitMs: challengeTimeLimitMs }),
    signIn: (proof) => client.call("signInWithKey", { body: proof }),
    signOut: async (token) => {
      await client.call(
        "signOut",
        {},
        { token, timeLimitMs: signOutTimeLimitMs },
      );
    },
  };
}
