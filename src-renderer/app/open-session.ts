import type { SessionState } from "../../src-shared/session/session-procedures.ts";

export type OpenSession = Exclude<SessionState, { kind: "signed-out" }>;
