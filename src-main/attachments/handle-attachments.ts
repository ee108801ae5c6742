import type { attachmentProcedures } from "../../src-shared/attachments/attachment-procedures.ts";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import { documentLimit } from "../../src-shared/filings/file-lists.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  createAttachmentRequests,
  type AttachmentRequests,
} from "./answer-attachment-request.ts";
import type { AttachmentStore } from "./attachment-store.ts";
import { createTickets } from "./attachment-tickets.ts";
import {
  storedType,
  type Delivery,
  type MadeForPage,
} from "./deliver-attachment.ts";
import { removeTemporaryCopies, writeTemporaryCopy } from "./open-copy.ts";
import { mediaTypeOf } from "../../src-shared/attachments/media-type-of.ts";
import {
  receiveAttachment,
  type IncomingAttachment,
} from "./receive-attachment.ts";

export interface AttachmentNeeds {
  readonly profileFolder: string;
  /** Of the person who is signed in; throws `session-not-signed-in`. */
  readonly store: () => AttachmentStore;
  /** The bytes as the API has them; throws where it has not, or is away. */
  readonly fetchFromCompanion: (sha256: string) => AsyncIterable<Uint8Array>;
  readonly openFile: (path: string) => Promise<void>;
  readonly now: () => Date;
}

export interface AttachmentFeature extends AttachmentRequests {
  readonly handlers: ProcedureHandlers<typeof attachmentProcedures>;
  /** A one-time ticket under which the page fetches bytes that were made for it. */
  offer(made: MadeForPage): string;
  /** Makes a file whole on this machine, from the API where need be; throws where it cannot be had now. */
  bringHere(sha256: string): Promise<unknown>;
  /** At sign-out: nothing begun by one person ends with another. */
  forgetTickets(): void;
  close(): Promise<void>;
}

export function createAttachments(needs: AttachmentNeeds): AttachmentFeature {
  const arriving = createTickets<ArrivingFile>(needs.now);
  const leaving = createTickets<Delivery | MadeForPage>(needs.now);
  const forgetTickets = (): void => {
    arriving.clear();
    leaving.clear();
  };
  return {
    handlers: {
      "attachments.begin": (file) => {
        const incoming = receiveAttachment(file);
        return { ticket: arriving.issue({ incoming, store: needs.store() }) };
      },
      "attachments.finish": ({ ticket }) => {
        const file = arriving.take(ticket);
        if (file === null) throw new ProblemError("attachment-ticket-unknown");
        return file.incoming.finish(file.store);
      },
      "attachments.cancel": ({ ticket }) => {
        arriving.take(ticket);
        return {};
      },
      "attachments.read": async ({ sha256, fileName, purpose }) => {
        const store = needs.store();
        const { type, size } = await bringHere(needs, store, sha256);
        const ticket = leaving.issue({
          sha256,
          fileName,
          purpose,
          type,
          size,
          store,
        });
        const mediaType =
          type === null ? "application/octet-stream" : mediaTypeOf(type);
        return { ticket, mediaType };
      },
      "attachments.open-copy": async ({ sha256, fileName }) => {
        const store = needs.store();
        const { type } = await bringHere(needs, store, sha256);
        if (type === null) throw new ProblemError("attachment-wrong-type");
        const bytes = store.read(sha256);
        await needs.openFile(
          await writeTemporaryCopy(needs.profileFolder, fileName, type, bytes),
        );
        return {};
      },
    },
    ...createAttachmentRequests(arriving, leaving),
    offer: (made) => leaving.issue(made),
    bringHere: (sha256) => bringHere(needs, needs.store(), sha256),
    forgetTickets,
    close: () => {
      forgetTickets();
      return removeTemporaryCopies(needs.profileFolder);
    },
  };
}

/** Bound to the store it was begun for: finished after a lock or another sign-in, it still goes where it belongs. */
export interface ArrivingFile {
  readonly incoming: IncomingAttachment;
  readonly store: AttachmentStore;
}

/** A file that this machine lacks, or holds damaged, is fetched from the API and made whole. */
async function bringHere(
  needs: AttachmentNeeds,
  store: AttachmentStore,
  sha256: string,
): Promise<Pick<Delivery, "type" | "size">> {
  if (!(await store.isWhole(sha256)))
    await store.put(sha256, await fetchWhole(needs, store, sha256));
  const size = store.size(sha256);
  if (size === null) throw new ProblemError("attachment-not-here");
  return { type: await storedType(store, sha256), size };
}

async function fetchWhole(
  { fetchFromCompanion }: AttachmentNeeds,
  store: AttachmentStore,
  sha256: string,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of fetchFromCompanion(sha256)) {
      size += piece.length;
      if (size > documentLimit) break;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    throw new ProblemError(
      store.has(sha256) ? "attachment-store-damaged" : "attachment-not-here",
      undefined,
      { cause: error },
    );
  }
}
