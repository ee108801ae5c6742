import type {
  CaptchaAnswer,
  KnownAccount,
} from "../../src-shared/companion-api/account-shapes.ts";
import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import type {
  Person,
  SessionState,
} from "../../src-shared/session/session-procedures.ts";
import type { IdentityKey } from "../storage/identity-key.ts";

// What a session needs of other features; src-main/application hands it in.

export interface SessionKeys {
  /** Only so that every certificate there is can be found. */
  listKeys(trust: TrustMaterial, now: Date): Promise<unknown>;
  /** `unclear`: the driver fell over. Waits neither for the network nor for drivers without this certificate. */
  seeCertificate(sha256: string): Promise<"here" | "gone" | "unclear">;
  findCertificate(certificateId: string): ParsedCertificate | null;
  /** One C_Login, one detached CMS, verified with the certificate. */
  sign(
    certificateId: string,
    order: {
      content: Uint8Array;
      pin: string | null;
      signingTime: Date;
      isFinalTryConfirmed: boolean;
      /** Aborted: the key stops, and `key-cancelled` is thrown. */
      whileHere: AbortSignal;
    },
  ): Promise<Uint8Array>;
  onChange(listener: () => void): () => void;
}

export interface SessionCompanion {
  createChallenge(): Promise<{ nonce: string; now: string }>;
  /** `signature`: DER in base64. */
  signIn(proof: {
    statement: string;
    signature: string;
  }): Promise<{ token: string; uscc: string }>;
  signInWithAccount(credentials: {
    accountName: string;
    password: string;
    captcha: CaptchaAnswer;
  }): Promise<AccountReply>;
  renew(token: string): Promise<{ expiresAt: string }>;
  signOut(token: string): Promise<void>;
}

/** The API has confirmed this account. */
export interface AccountReply {
  readonly token: string;
  readonly expiresAt: string;
  readonly account: KnownAccount;
}

export interface SessionAccounts {
  /** What the API confirmed is known here from now on; a null password leaves what unlocks offline as it is. */
  learn(
    account: KnownAccount,
    password: string | null,
    recoveryCode?: string | null,
  ): Promise<{ identity: IdentityKey }>;
  /** Null: never signed in here. Throws where the password is wrong, or too many were. */
  open(
    accountName: string,
    password: string,
  ): Promise<{ account: KnownAccount; identity: IdentityKey } | null>;
}

export interface SessionIdentities {
  find(kind: "usb-key", name: string): Promise<IdentityKey | null>;
  findOrCreate(kind: "usb-key", name: string): Promise<IdentityKey>;
  /** Only for a name that was just proved. Throws `recovery-code-wrong`, `recovery-code-never-made`. */
  recover(kind: "usb-key", name: string, code: string): Promise<IdentityKey>;
}

export interface SessionOptions {
  readonly companionOrigin: string;
  readonly keys: SessionKeys;
  readonly companion: SessionCompanion;
  /** `fetchedAt` null: the API was never reached from here. */
  readonly trust: (
    maxAgeMs?: number,
  ) => Promise<{ trust: TrustMaterial; fetchedAt: string | null }>;
  readonly identities: SessionIdentities;
  readonly accounts: SessionAccounts;
  readonly now: () => Date;
  readonly onStateChanged: (state: SessionState) => void;
  /** Another identity than before is open from now on; the token is null where only this machine vouches. */
  readonly onOpened: (
    person: Person,
    identity: IdentityKey,
    token: string | null,
  ) => void;
  /** The API confirmed (again) the session that is open. */
  readonly onConfirmed: (token: string) => void;
  /** The API ended the session of this token. */
  readonly onTokenLost?: (token: string) => void;
  /** Nothing of the identity may be used any more when this resolves. */
  readonly onClosed: () => Promise<void>;
  /** What went wrong where nobody waits for an answer. */
  readonly logDefect: (error: unknown) => void;
}
