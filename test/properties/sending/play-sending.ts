import { randomUUID } from "node:crypto";
import { codeOf } from "../../../src-main/sync/companion-refusal.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";
import { makeMemoryFolder } from "../../fixtures/storage/memory-folder.ts";
import { estateTime } from "../../fixtures/certificates/make-certificate-estate.ts";
import type { TestEnterprise } from "../../integration/companion/test-enterprise.ts";
import { clockFaultNames, clockOffsetsMs } from "./broken-network.ts";
import { checkSentOnce, SentWrongly } from "./check-sent-once.ts";
import { chooseFor, type Choices } from "../../fixtures/choose.ts";
import { startSendingClient, type SendingClient } from "./sending-client.ts";
import type { SendingTrial } from "./sending-trial.ts";
import { chooseDocuments, writeFiling } from "./write-filing.ts";

/** `waiting`: looks on. `busy`: pauses, retries, takes back, signs in again; machines are restarted meanwhile. */
export type Clerk = "waiting" | "busy";

interface Desk {
  readonly trial: SendingTrial;
  readonly enterprise: TestEnterprise;
  /** What the clerk does next; the network chooses for itself. */
  readonly choices: Choices;
  readonly filingId: string;
  profile: TestProfile;
  client: SendingClient;
  /** What the clerk and the machines did, for the story of a failing run. */
  readonly story: string[];
}

/** Of real time: a run that takes longer than this hangs. */
const runLimitMs = 30_000;

/** A clock that is days off is a fault of the network, too: certificates, dates and waiting times hang on it. */
export function chooseClock(seed: number): keyof typeof clockOffsetsMs {
  return chooseFor(seed, "clock").oneOf(["right", "right", ...clockFaultNames]);
}

/** One click of 上报 over a network that fails as the seed says. Throws where anything was lost or arrived twice. */
export async function playSending(
  trial: SendingTrial,
  seed: number,
  clerk: Clerk,
): Promise<void> {
  const enterprise = await trial.newEnterprise();
  const profile = openTestProfile(makeMemoryFolder("sending-profile-"));
  const clock = chooseClock(seed);
  profile.setNow(new Date(estateTime.getTime() + clockOffsetsMs[clock]));
  const client = startSendingClient(trial, enterprise, profile);
  const desk: Desk = {
    trial,
    enterprise,
    choices: chooseFor(seed, "clerk"),
    profile,
    client,
    filingId: randomUUID(),
    story: [`clock ${clock}`],
  };
  trial.network.breakBy(seed);
  try {
    await play(desk, clerk, chooseDocuments(chooseFor(seed, "contents")));
  } catch (error) {
    const how = error instanceof SentWrongly ? error.how : "lost";
    const story = `seed ${seed}, clerk ${clerk}: ${tell(desk)}`;
    throw new SentWrongly(how, story, error);
  } finally {
    trial.network.heal();
    await desk.client.close();
    desk.profile.remove();
  }
}

async function play(
  desk: Desk,
  clerk: Clerk,
  documents: readonly Uint8Array[],
): Promise<void> {
  const { choices, filingId, enterprise } = desk;
  const content = await writeFiling(
    desk.profile.attachments,
    enterprise.uscc,
    documents,
  );
  await desk.client.handlers["filings.save"]({
    filingId,
    content,
    restsOn: null,
  });
  const cancelled: string[] = [];
  let submissionId = await submit(desk);
  const actions = clerk === "busy" ? 1 + choices.number(4) : 0;
  for (let step = 0; step < actions; step += 1) {
    await pause(choices.number(25));
    if ((await act(desk)) !== "cancelled") continue;
    cancelled.push(submissionId);
    submissionId = await submit(desk);
  }
  await settle(desk, submissionId);
  await desk.trial.network.proxy.arrived();
  await checkSentOnce({
    companion: desk.trial.companion,
    uscc: enterprise.uscc,
    profile: desk.profile,
    recheckReceipt: desk.client.recheckReceipt,
    filingId,
    submissionId,
    cancelled,
    content,
    defects: desk.client.defects,
  });
}

async function submit({ client, filingId, story }: Desk): Promise<string> {
  const { submissionId, digest } = await client.handlers["filings.freeze"]({
    filingId,
  });
  await client.handlers["filings.submit"]({
    submissionId,
    digest,
    pin: "123456",
    isFinalTryConfirmed: false,
  });
  story.push("submit");
  return submissionId;
}

async function act(desk: Desk): Promise<"cancelled" | "done"> {
  const { client, choices, story, filingId, trial, enterprise } = desk;
  const action = choices.oneOf([
    "retry",
    "pause",
    "cancel",
    "restart-client",
    "sign-in",
    "wait",
    ...(choices.chance(0.2) ? (["restart-companion"] as const) : []),
  ]);
  story.push(action);
  switch (action) {
    case "wait":
      break;
    case "retry":
      client.sync.retryNow();
      break;
    case "sign-in":
      client.sync.giveToken(await trial.signIn(enterprise.uscc));
      break;
    case "pause":
      client.sync.pause();
      await pause(choices.number(15));
      client.sync.resume();
      break;
    case "restart-companion":
      await trial.restartCompanion();
      break;
    case "restart-client": {
      await client.close();
      const now = desk.profile.now();
      desk.profile = desk.profile.reopen();
      desk.profile.setNow(now);
      desk.client = startSendingClient(trial, enterprise, desk.profile);
      break;
    }
    case "cancel":
      try {
        await client.handlers["filings.cancel-sending"]({ filingId });
        return "cancelled";
      } catch (error) {
        // Too late, or nobody can say: then it still goes.
        story.push(String(codeOf(error)));
      }
  }
  return "done";
}

/** Until the receipt is here; a clerk clicks 立即重试 where a row says so. */
async function settle(desk: Desk, submissionId: string): Promise<void> {
  const { client, filingId, story } = desk;
  const hanging = Promise.withResolvers<never>();
  const limit = setTimeout(() => {
    hanging.reject(new Error("it never arrived"));
  }, runLimitMs);
  for (;;) {
    const filing = desk.profile.filings.get(filingId);
    const isSettled =
      filing?.receipt?.claims.submissionId === submissionId &&
      filing.outgoing === null &&
      filing.pending === null;
    if (isSettled) break;
    if (filing !== null && filing.failure !== null) {
      story.push(filing.failure.code);
      client.sync.retryNow();
    }
    await Promise.race([client.nextChange(), hanging.promise]);
  }
  clearTimeout(limit);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function tell({ story, trial, profile, filingId, client }: Desk): string {
  const filing = profile.filings.get(filingId);
  return JSON.stringify({
    story,
    struck: trial.network.struck,
    row: [filing?.state, filing?.pending?.kind, filing?.outgoing?.state],
    failure: filing?.failure,
    sync: client.sync.state(),
  });
}
