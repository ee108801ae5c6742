import type { FastifyReply } from "fastify";
import type { z } from "zod";
import type {
  companionContract,
  EndpointName,
} from "../../src-shared/companion-api/companion-contract.ts";
import type { EndpointAccess } from "../../src-shared/companion-api/endpoint.ts";
import type {
  AccountSession,
  EnterpriseSession,
  KeySession,
  ReviewerSession,
  Session,
} from "../sessions/session.ts";

interface SessionsByAccess {
  none: null;
  enterprise: EnterpriseSession;
  key: KeySession;
  account: AccountSession;
  reviewer: ReviewerSession;
  "enterprise-or-reviewer": EnterpriseSession | ReviewerSession;
  "signed-in": Session;
}

/** One request as a handler sees it: parsed, and allowed for the session it carries. */
export interface Call<Name extends EndpointName> {
  readonly params: z.output<(typeof companionContract)[Name]["params"]>;
  readonly query: z.output<(typeof companionContract)[Name]["query"]>;
  readonly body: z.output<(typeof companionContract)[Name]["body"]>;
  readonly session: SessionsByAccess[(typeof companionContract)[Name]["access"] &
    EndpointAccess];
  readonly address: string;
  /** For headers only. */
  readonly reply: FastifyReply;
}

export type RouteHandlers = {
  readonly [Name in EndpointName]: (
    call: Call<Name>,
  ) => Promise<z.input<(typeof companionContract)[Name]["reply"]>>;
};
