import { findFreePort } from "../../fixtures/programs/find-free-port.ts";
import { issueSession } from "../../../src-companion/sessions/session-store.ts";
import { daysLater } from "../../fixtures/certificates/make-certificate-estate.ts";
import { makeMemoryFolder } from "../../fixtures/storage/memory-folder.ts";
import {
  makeKey,
  type TestEnterprise,
} from "../../integration/companion/test-enterprise.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../../integration/companion/start-test-companion.ts";
import { startBrokenNetwork, type BrokenNetwork } from "./broken-network.ts";

/** The real API behind a network that breaks; a new enterprise for every run, so that none sees another's filings. */
export interface SendingTrial {
  readonly companion: TestCompanion;
  readonly network: BrokenNetwork;
  newEnterprise(): Promise<TestEnterprise>;
  /** A session as a sign-in would leave it. */
  readonly signIn: (uscc: string) => Promise<string>;
  restartCompanion(): Promise<void>;
  close(): Promise<void>;
}

export async function startSendingTrial(): Promise<SendingTrial> {
  const network = await startBrokenNetwork();
  const { proxy } = network;
  const port = await findFreePort();
  const target = `http://127.0.0.1:${port}`;
  const companion = await startTestCompanion({
    port,
    origin: proxy.origin,
    dataDir: makeMemoryFolder("sending-companion-"),
  });
  proxy.target = target;
  let count = 0;
  const signIn = async (uscc: string): Promise<string> => {
    const session = { kind: "key", uscc, ...holder } as const;
    const { database, clock } = companion;
    return (await issueSession(database, session, clock.now)).token;
  };
  return {
    companion,
    network,
    signIn,
    newEnterprise: async () => {
      const uscc = `91110000MA${String(count++).padStart(8, "0")}`;
      const key = await makeKey(companion, uscc, { notAfter: daysLater(900) });
      return { uscc, key, token: await signIn(uscc) };
    },
    restartCompanion: async () => {
      proxy.cutOff();
      await companion.restartAfter(0);
      proxy.target = target;
    },
    close: async () => {
      await network.close();
      await companion.close();
    },
  };
}

const holder = {
  enterpriseName: "测试企业",
  holderName: "张三",
  certificateSha256: "0".repeat(64),
};
