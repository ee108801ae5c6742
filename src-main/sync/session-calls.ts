import type {
  EndpointInput,
  EndpointReply,
} from "../../src-shared/companion-api/companion-call.ts";
import type { CompanionClient } from "./companion-client.ts";

/** What a sign-in needs of the API, in the shape src-main/session asks for. */
export interface SessionCalls {
  createChallenge(): Promise<EndpointReply<"createChallenge">>;
  signIn(proof: {
    statement: string;
    signature: string;
  }): Promise<EndpointReply<"signInWithKey">>;
  signInWithAccount(
    credentials: EndpointInput<"signInWithAccount">["body"],
  ): Promise<EndpointReply<"signInWithAccount">>;
  renew(token: string): Promise<EndpointReply<"renewSession">>;
  signOut(token: string): Promise<void>;
}

/** Short enough that a dead network does not keep a clerk from opening the drafts. */
const challengeTimeLimitMs = 6000;
/** Longer: the API checks a password, and that takes it a while on purpose. */
const passwordTimeLimitMs = 12_000;
const signOutTimeLimitMs = 3000;

export function createSessionCalls(client: CompanionClient): SessionCalls {
  return {
    createChallenge: () =>
      client.call("createChallenge", {}, { timeLimitMs: challengeTimeLimitMs }),
    signIn: (proof) => client.call("signInWithKey", { body: proof }),
    signInWithAccount: (credentials) =>
      client.call(
        "signInWithAccount",
        { body: credentials },
        { timeLimitMs: passwordTimeLimitMs },
      ),
    renew: (token) => client.call("renewSession", {}, { token }),
    signOut: async (token) => {
      await client.call(
        "signOut",
        {},
        { token, timeLimitMs: signOutTimeLimitMs },
      );
    },
  };
}
