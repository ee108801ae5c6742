import type { KnownAccount } from "../../src-shared/companion-api/account-shapes.ts";

export interface KeySession {
  readonly kind: "key";
  readonly tokenSha256: string;
  readonly uscc: string;
  readonly enterpriseName: string;
  readonly holderName: string;
  readonly certificateSha256: string;
}

/** Its 统一社会信用代码 is what the account says of itself; only a key proves one. */
export interface AccountSession {
  readonly kind: "account";
  readonly tokenSha256: string;
  readonly account: KnownAccount;
  readonly uscc: string | null;
  readonly signedInBy: "password" | "open-id";
  readonly signedInAt: string;
}

/** Whoever may file: a key, or an account with a code. */
export type EnterpriseSession =
  KeySession | (AccountSession & { readonly uscc: string });

export interface ReviewerSession {
  readonly kind: "reviewer";
  readonly tokenSha256: string;
  readonly reviewerId: string;
  readonly name: string;
  readonly authority: string;
  readonly province: string;
}

export type Session = KeySession | AccountSession | ReviewerSession;
