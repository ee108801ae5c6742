import type { Generated } from "kysely";
import type { AccountType } from "../../src-shared/accounts/registration.ts";
import type { CodeProof } from "../accounts/code-proof.ts";

/** Codes and tokens stand here as digests only, numbers of documents sealed. */
export interface AccountTables {
  accounts: {
    id: string;
    name: string;
    /** In lower case: `Zhang2026` and `zhang2026` are one name. */
    name_key: string;
    display_name: string;
    type: AccountType;
    uscc: string | null;
    enterprise_name: string | null;
    /** JSON of the enterprise without the legal person's document number. */
    enterprise: string | null;
    legal_person_number: string | null;
    /** JSON of the contact without document number, mobile and email; null until somebody has told. */
    contact: string | null;
    contact_number: string | null;
    mobile: string;
    email: string;
    /** Null: nobody has shown that its messages arrive at this person; recovery does not use it. */
    email_proven_at: string | null;
    /** Null: taken over from the earlier system; the first password is set by recovery. */
    password_hash: string | null;
    created_at: string;
    last_sign_in_at: string | null;
    closed_at: string | null;
  };
  account_events: {
    id: Generated<number>;
    account_id: string;
    at: string;
    event: AccountEvent;
    /** `account`, `operator`, or `key:` and the certificate's digest. */
    actor: string;
    address: string | null;
  };
  /** Codes that a key has signed in for: unsigned 上报 has ended for them. */
  proven_codes: {
    uscc: string;
    first_signed_in_at: string;
  };
  captchas: {
    id: string;
    answer_digest: string;
    expires_at: string;
  };
  sent_codes: {
    address_digest: string;
    sent_at: string;
  };
  verification_codes: {
    purpose: CodeProof["purpose"];
    address_digest: string;
    code_digest: string;
    tries_left: number;
    expires_at: string;
  };
  recoveries: {
    id_sha256: string;
    code_digest: string;
    tries_left: number;
    address_digest: string;
    /** JSON list; empty where nobody has the address. */
    account_ids: string;
    expires_at: string;
  };
  reset_tokens: {
    token_sha256: string;
    account_id: string;
    expires_at: string;
  };
  open_id_flows: {
    secret_sha256: string;
    redirect_uri: string;
    expires_at: string;
  };
  open_id_binding_tokens: {
    token_sha256: string;
    issuer: string;
    subject: string;
    expires_at: string;
  };
  open_id_bindings: {
    issuer: string;
    subject: string;
    account_id: string;
    bound_at: string;
  };
}

export type AccountEvent =
  | "registered"
  | "imported"
  | "contact-changed"
  | "email-proven"
  | "password-changed"
  | "recovered"
  | "taken-over"
  | "open-id-bound"
  | "open-id-unbound"
  | "closed";
