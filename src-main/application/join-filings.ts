import type { AttachmentFeature } from "../attachments/handle-attachments.ts";
import { handleDrafts } from "../drafts/handle-drafts.ts";
import { handleFilings } from "../filings/handle-filings.ts";
import { handleRescued } from "../filings/handle-rescued.ts";
import { lastApproved } from "../filings/last-approved.ts";
import type { StateMove } from "../filings/local-filing.ts";
import { refuseAnother } from "../filings/check-standing.ts";
import { createPrinting } from "../printing/create-printing.ts";
import type { Session } from "../session/session.ts";
import type { CompanionMaterial } from "../sync/companion-material.ts";
import type { Synchroniser } from "../sync/create-synchroniser.ts";
import type { ReceiptJudge } from "../sync/judge-receipt.ts";
import type { HostPorts } from "./host-ports.ts";
import type { PersonDesk } from "./person-desk.ts";

/** The filings of whoever is signed in: typed, kept, found again, sent, and printed. */
export function joinFilings(place: {
  readonly desk: PersonDesk;
  readonly companionOrigin: string;
  readonly session: Session;
  readonly synchroniser: Synchroniser;
  readonly receipts: ReceiptJudge;
  readonly material: CompanionMaterial;
  readonly attachments: AttachmentFeature;
  readonly ports: Pick<HostPorts, "printPage" | "now">;
  readonly tellMoves: (moved: readonly StateMove[]) => void;
  readonly logDefect: (error: unknown) => void;
}) {
  const { desk, session, synchroniser, attachments, ports, tellMoves } = place;
  const { now } = ports;
  const filings = () => desk.current().filings;
  const person = () => desk.current().person;
  const onChanged = (moved: readonly StateMove[]): void => {
    synchroniser.nudge();
    tellMoves(moved);
  };
  const handlers = handleFilings({
    filings,
    person,
    companionOrigin: place.companionOrigin,
    sign: (frozen, pin, isFinalTryConfirmed) =>
      session.signFrozen(frozen, pin, isFinalTryConfirmed),
    withdraw: (submissionId) => synchroniser.withdraw(submissionId),
    recheckReceipt: (receipt) => place.receipts.recheck(receipt),
    dictionaries: () => place.material.keptDictionaries(),
    progressOf: (filingId) => synchroniser.progressOf(filingId),
    catchUp: () => synchroniser.catchUp(),
    eraseFiles: async (digests) => {
      const { attachments: store } = desk.current();
      for (const sha256 of digests) await store.erase(sha256);
    },
    onChanged,
    now,
  });
  const printing = createPrinting({
    filing: async (filingId) => handlers["filings.detail"]({ filingId }),
    offerPicture: async ({ sha256, fileName }) =>
      attachments.handlers["attachments.read"]({
        sha256,
        fileName,
        purpose: "view",
      }),
    offer: (made) => attachments.offer(made),
    printPage: (path, signal) => ports.printPage(path, signal),
    logDefect: place.logDefect,
    now,
  });
  return {
    handlers: {
      ...handlers,
      ...handleDrafts({
        drafts: filings,
        person,
        refuseAnother: () => refuseAnother(filings().list()),
        lastApproved: () => lastApproved(filings().list()),
        onChanged: () => {
          tellMoves([]);
        },
      }),
      ...handleRescued({
        filings,
        onChanged: () => {
          onChanged([]);
        },
      }),
      ...printing.handlers,
      "filings.dictionaries": () => place.material.dictionaries(),
    },
    /** At sign-out: a print begun by one person never ends with another. */
    stopPrinting: () => {
      printing.stop();
    },
  };
}
