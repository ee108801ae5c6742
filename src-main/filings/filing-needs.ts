import type { Dictionaries } from "../../src-shared/companion-api/public-endpoints.ts";
import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { FilingStore } from "./filing-store.ts";
import type { SendingProgress } from "./filing-rows.ts";
import type { StateMove } from "./local-filing.ts";

export interface FilingNeeds {
  /** Of the person who is signed in; both throw `session-not-signed-in`. */
  readonly filings: () => FilingStore;
  readonly person: () => Person;
  readonly companionOrigin: string;
  /** Signs exactly this text with the chosen certificate and verifies it: detached CMS in base64. */
  readonly sign: (
    frozen: string,
    pin: string | null,
    isFinalTryConfirmed: boolean,
  ) => Promise<string>;
  /**
   * Back to editing once the API will not take it any more. Throws `submission-already-sent` where it took it, and the
   * network's problem where nobody can say.
   */
  readonly withdraw: (submissionId: string) => Promise<void>;
  readonly recheckReceipt: (receipt: Receipt) => "valid" | "invalid";
  /** Options of the API as far as they are known. */
  readonly dictionaries: () => Dictionaries | null;
  readonly progressOf: SendingProgress;
  /** Everything is pulled again. */
  readonly catchUp: () => void;
  /** Files that no filing names any more. */
  readonly eraseFiles: (sha256: readonly string[]) => Promise<void>;
  /** Rows changed; something may wait to be sent. */
  readonly onChanged: (moved: readonly StateMove[]) => void;
  readonly now: () => Date;
}
