import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { attachmentFolder } from "../../../src-main/attachments/attachment-folder.ts";
import {
  createAttachmentStore,
  type AttachmentStore,
} from "../../../src-main/attachments/attachment-store.ts";
import {
  createFilingStore,
  type FilingStore,
} from "../../../src-main/filings/filing-store.ts";
import { handleFilings } from "../../../src-main/filings/handle-filings.ts";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { createCompanionCache } from "../../../src-main/storage/companion-cache-store.ts";
import {
  createSynchroniser,
  type Synchroniser,
} from "../../../src-main/sync/create-synchroniser.ts";
import { createCompanionCursor } from "../../../src-main/sync/companion-cursor.ts";
import { createReceiptJudge } from "../../../src-main/sync/judge-receipt.ts";
import type { FilingMove } from "../../../src-main/sync/synced-filings.ts";
import { filesOfCategory } from "../../../src-shared/filings/file-lists.ts";
import type { FilingContent } from "../../../src-shared/filings/filing-content.ts";
import type { Person } from "../../../src-shared/session/session-procedures.ts";
import { makeJpg, makePdf } from "../../fixtures/files/make-files.ts";
import { exampleFiling } from "../../fixtures/filings/example-filing.ts";
import {
  openClient,
  type ClientParts,
  type Trial,
} from "../session/trial-parts.ts";

export interface Machine {
  readonly parts: ClientParts;
  readonly sync: Synchroniser;
  readonly profile: string;
  /** State changes told by the API. */
  readonly moves: FilingMove[];
  filings(): FilingStore;
  attachments(): AttachmentStore;
  signIn(): Promise<void>;
  /** Files attached and the filing saved, as the form does it; the id of the row that holds it now. */
  save(
    filingId: string,
    change?: Partial<FilingContent["fields"]>,
  ): Promise<string>;
  submit(filingId: string): Promise<string>;
  cancelSending(filingId: string): Promise<unknown>;
  /** 重新办理 */
  startOver(filingId: string): Promise<{ draftId: string | null }>;
  until(
    filingId: string,
    is: (filing: LocalFiling | null) => boolean,
  ): Promise<void>;
  close(): Promise<void>;
}

interface Opened {
  readonly person: Person;
  readonly filings: FilingStore;
  readonly attachments: AttachmentStore;
}

const quick = { firstMs: 50, limitMs: 150 };
export const waitAtMost = { timeout: 40_000, interval: 25 };
export const documentBytes = 200_000;

/** A profile with everything between the page and the network, as the application joins it. */
export function startMachine(
  trial: Trial,
  origin: string,
  profile = mkdtempSync(join(trial.folder, "profile-")),
): Machine {
  let opened: Opened | null = null;
  const moves: FilingMove[] = [];
  const defects: unknown[] = [];
  const now = () => new Date();
  const require = (): Opened => {
    if (opened === null) throw new Error("nobody is signed in");
    return opened;
  };
  const parts = openClient(trial, profile, origin, {
    onOpened: (person, identity, token) => {
      const filings = createFilingStore(parts.database, identity, now);
      const attachments = createAttachmentStore(
        parts.database,
        identity,
        attachmentFolder(profile),
        now,
      );
      opened = { person, filings, attachments };
      const cursor = createCompanionCursor(
        createCompanionCache(parts.database, now),
        parts.client,
        identity.identityId,
      );
      const { uscc } = person;
      if (uscc !== null)
        sync.begin({ uscc, filings, attachments, cursor }, token);
    },
    onConfirmed: (token) => {
      sync.giveToken(token);
    },
    onClosed: async () => {
      opened = null;
      await sync.end();
    },
  });
  const receipts = createReceiptJudge(parts.material);
  const sync = createSynchroniser({
    client: parts.client,
    receipts,
    now,
    backOff: quick,
    onStateChanged: () => undefined,
    onFilingsChanged: () => undefined,
    onMovedByCompanion: (moved) => moves.push(...moved),
    onTokenRefused: (token) => {
      parts.session.forgetToken(token);
    },
    logDefect: (error) => defects.push(error),
  });
  const handlers = handleFilings({
    filings: () => require().filings,
    person: () => require().person,
    companionOrigin: origin,
    sign: (frozen, pin, isConfirmed) =>
      parts.session.signFrozen(frozen, pin, isConfirmed),
    withdraw: (submissionId) => sync.withdraw(submissionId),
    recheckReceipt: (receipt) => receipts.recheck(receipt),
    dictionaries: () => null,
    progressOf: (filingId) => sync.progressOf(filingId),
    catchUp: () => sync.catchUp(),
    eraseFiles: async () => undefined,
    onChanged: () => {
      sync.nudge();
    },
    now,
  });
  return {
    parts,
    sync,
    profile,
    moves,
    filings: () => require().filings,
    attachments: () => require().attachments,
    signIn: async () => {
      const certificateId = await parts.certificateOn("演示电子钥匙");
      await parts.session.signInWithKey({
        certificateId,
        pin: trial.estate.pin,
        isFinalTryConfirmed: false,
      });
      await parts.session.chooseSigningCertificate(certificateId);
    },
    save: async (filingId, change = {}) => {
      const content = await attachAll(require().attachments, trial.estate.uscc);
      const row = await handlers["filings.save"]({
        filingId,
        content: { ...content, fields: { ...content.fields, ...change } },
        restsOn: null,
      });
      return row.id;
    },
    submit: async (filingId) => {
      const { submissionId, digest } = await handlers["filings.freeze"]({
        filingId,
      });
      await handlers["filings.submit"]({
        submissionId,
        digest,
        pin: trial.estate.pin,
        isFinalTryConfirmed: false,
      });
      return submissionId;
    },
    cancelSending: async (filingId) =>
      handlers["filings.cancel-sending"]({ filingId }),
    startOver: async (filingId) => handlers["filings.start-over"]({ filingId }),
    until: async (filingId, is) => {
      await vi.waitFor(() => {
        const filing = require().filings.get(filingId);
        if (!is(filing))
          throw new Error(
            JSON.stringify([
              filing?.state,
              filing?.pending,
              filing?.outgoing?.state,
              filing?.failure,
              sync.state(),
            ]),
          );
      }, waitAtMost);
    },
    close: async () => {
      await sync.close();
      await parts.close();
      if (defects.length > 0) throw new AggregateError(defects, "defects");
    },
  };
}

/** A complete filing whose files are real and stand in the machine's own store. */
async function attachAll(
  attachments: AttachmentStore,
  uscc: string,
): Promise<FilingContent> {
  const content = exampleFiling("manufacturer", uscc);
  for (const { kind, types } of filesOfCategory("manufacturer")) {
    const isPicture = types.includes("jpg") && !types.includes("pdf");
    const bytes = isPicture
      ? makeJpg({ text: kind })
      : makePdf({ text: kind, bytes: documentBytes });
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await attachments.put(sha256, bytes);
    content.files[kind] = {
      fileName: isPicture ? `${kind}.jpg` : `${kind} 材料.pdf`,
      size: bytes.length,
      mediaType: isPicture ? "image/jpeg" : "application/pdf",
      sha256,
    };
  }
  return content;
}
