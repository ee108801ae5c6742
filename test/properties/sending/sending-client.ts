import { handleFilings } from "../../../src-main/filings/handle-filings.ts";
import { createCompanionCache } from "../../../src-main/storage/companion-cache-store.ts";
import { createCompanionClient } from "../../../src-main/sync/companion-client.ts";
import { createCompanionCursor } from "../../../src-main/sync/companion-cursor.ts";
import { createCompanionMaterial } from "../../../src-main/sync/companion-material.ts";
import {
  createSynchroniser,
  type Synchroniser,
} from "../../../src-main/sync/create-synchroniser.ts";
import { createReceiptJudge } from "../../../src-main/sync/judge-receipt.ts";
import type { Timers } from "../../../src-main/sync/timers.ts";
import type { Receipt } from "../../../src-shared/companion-api/receipt.ts";
import type { Person } from "../../../src-shared/session/session-procedures.ts";
import type { TestProfile } from "../../fixtures/storage/open-test-profile.ts";
import {
  sign,
  type TestEnterprise,
} from "../../integration/companion/test-enterprise.ts";
import type { SendingTrial } from "./sending-trial.ts";

/** Everything of the client between the page and the network, on one profile. */
export interface SendingClient {
  readonly sync: Synchroniser;
  readonly handlers: ReturnType<typeof handleFilings>;
  readonly defects: unknown[];
  readonly recheckReceipt: (receipt: Receipt) => "valid" | "invalid";
  /** Resolves when the page is told again that a filing is not what it was. */
  nextChange(): Promise<unknown>;
  close(): Promise<void>;
}

/** A back-off of minutes passes in milliseconds. */
const hurried: Timers = {
  after: (waitMs, run) => {
    const timer = setTimeout(run, Math.min(waitMs / 400, 10));
    return () => {
      clearTimeout(timer);
    };
  },
};

export function startSendingClient(
  { network, signIn }: SendingTrial,
  { uscc, key, token }: TestEnterprise,
  profile: TestProfile,
): SendingClient {
  const { filings, attachments, now } = profile;
  const { origin } = network.proxy;
  const client = createCompanionClient(origin, network.fetch, now);
  const cache = createCompanionCache(profile.database, now);
  const receipts = createReceiptJudge(
    createCompanionMaterial(client, cache, now),
  );
  const defects: unknown[] = [];
  let change = Promise.withResolvers<undefined>();
  const sync = createSynchroniser({
    client,
    receipts,
    now,
    timers: hurried,
    onStateChanged: () => undefined,
    onFilingsChanged: () => {
      change.resolve(undefined);
      change = Promise.withResolvers();
    },
    onMovedByCompanion: () => undefined,
    // The clerk signs in again as soon as the client asks for it.
    onTokenRefused: () =>
      void signIn(uscc).then((fresh) => {
        sync.giveToken(fresh);
      }),
    logDefect: (error) => defects.push(error),
  });
  const cursor = createCompanionCursor(cache, client, profile.key.identityId);
  sync.begin({ uscc, filings, attachments, cursor }, token);
  const handlers = handleFilings({
    filings: () => filings,
    person: () => personOf(uscc),
    companionOrigin: origin,
    sign: (frozen) => sign(key, frozen),
    withdraw: (submissionId) => sync.withdraw(submissionId),
    recheckReceipt: (receipt) => receipts.recheck(receipt),
    dictionaries: () => null,
    progressOf: (filingId) => sync.progressOf(filingId),
    catchUp: () => undefined,
    eraseFiles: async () => undefined,
    onChanged: () => {
      sync.nudge();
    },
    now,
  });
  return {
    sync,
    handlers,
    defects,
    recheckReceipt: (receipt) => receipts.recheck(receipt),
    nextChange: () => change.promise,
    close: () => sync.close(),
  };
}

function personOf(uscc: string): Person {
  return {
    via: "usb-key",
    uscc,
    enterpriseName: "测试企业",
    holderName: "张三",
    account: null,
    certificate: null,
  };
}
