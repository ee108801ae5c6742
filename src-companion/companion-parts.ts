import type { FastifyBaseLogger } from "fastify";
import type { AskResponders } from "../src-shared/certificates/check-revocation.ts";
import type { AccountSecrets } from "./accounts/account-secrets.ts";
import type { ChangeBell } from "./filings/change-bell.ts";
import type { Courier } from "./messages/courier.ts";
import type { OpenIdProvider } from "./open-id/open-id-provider.ts";
import type { ReceiptKey } from "./receipts/receipt-key.ts";
import type { PasswordHashes } from "./sessions/password-hashes.ts";
import type { CompanionDatabase } from "./storage/open-database.ts";
import type { FileShelf } from "./files/file-shelf.ts";
import type { TrustReader } from "./trust/read-trust.ts";

/** What the routes are built from. */
export interface CompanionParts {
  readonly database: CompanionDatabase;
  readonly files: FileShelf;
  readonly trust: TrustReader;
  readonly askResponders: AskResponders;
  readonly receiptKey: ReceiptKey;
  readonly secrets: AccountSecrets;
  readonly passwords: PasswordHashes;
  readonly courier: Courier;
  /** Null: not configured. */
  readonly openId: OpenIdProvider | null;
  readonly bell: ChangeBell;
  /** Of this start of the API. */
  readonly startId: string;
  readonly log: FastifyBaseLogger;
  readonly revocationUnknown: RevocationUnknownPolicy;
  /** The public origin: what a statement or a submission was signed for. */
  readonly origin: () => string;
  readonly now: () => Date;
}

/** What to do with a signer whose revocation nobody can tell: accept and mark it for the reviewer, or refuse. */
export type RevocationUnknownPolicy = "mark" | "refuse";
