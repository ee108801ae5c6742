import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import { chooseBy, type Choices } from "../../fixtures/choose.ts";
import { makePdf } from "../../fixtures/files/make-files.ts";
import { makeMemoryFolder } from "../../fixtures/storage/memory-folder.ts";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";
import type { SeenRequest } from "../../integration/sync/faulty-proxy.ts";
import { startSendingClient } from "./sending-client.ts";
import { startSendingTrial, type SendingTrial } from "./sending-trial.ts";
import { writeFiling } from "./write-filing.ts";

// A failure is played again with SENDING_SEED=… and the seed it prints.
const seed = Number(
  process.env["SENDING_SEED"] ?? Math.floor(Math.random() * 2 ** 30),
);
const rounds = 10;
const cutsEach = 3;
const bigBytes = 500_000;

let trial: SendingTrial;
beforeAll(async () => {
  trial = await startSendingTrial();
});
afterAll(async () => {
  await trial.close();
});

const isSettled = (filing: LocalFiling | null): boolean =>
  filing !== null && filing.pending === null;
/** Whether the API has written everything up to this byte: what was cut off after it is not lost on the way. */
const hasArrived = (path: string, byte: number): boolean => {
  const upload = path.split("/").at(-1) ?? "";
  return (
    statSync(join(trial.companion.dataDir, "incoming", upload)).size === byte
  );
};
const isBigPiece = ({ method, announcedBytes }: SeenRequest): boolean =>
  method === "PATCH" && announcedBytes > 50_000;

interface SentBig {
  readonly size: number;
  readonly cutAt: readonly number[];
  /** From which byte to which, in the order in which they went on to the API. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Beginnings of uploads; more than one would be the same bytes again. */
  readonly begun: number;
}

/** Saves a filing with one big document over a network that breaks at these bytes and returns after the restarts. */
async function sendBig(choices: Choices): Promise<SentBig> {
  const { proxy } = trial.network;
  const enterprise = await trial.newEnterprise();
  let profile = openTestProfile(makeMemoryFolder("cut-profile-"));
  profile.setNow(trial.companion.clock.now);
  let client = startSendingClient(trial, enterprise, profile);
  const size = bigBytes + choices.number(1_000_000);
  const cutAt = Array.from(
    { length: cutsEach },
    () => 1 + choices.number(size - 1),
  ).sort((one, other) => one - other);
  const waiting = [...cutAt];
  const firstSeen = proxy.seen.length;
  const network = { isDown: false };
  let broken = Promise.withResolvers<() => boolean>();
  proxy.fault = (request) => {
    if (network.isDown) return "drop";
    const from = Number(request.uploadOffset);
    const cut = waiting.find((byte) => byte > from);
    if (!isBigPiece(request) || cut === undefined) return "none";
    if (cut >= from + request.announcedBytes) return "none";
    waiting.splice(0, waiting.indexOf(cut) + 1);
    network.isDown = true;
    broken.resolve(() => hasArrived(request.path, cut));
    return { kind: "cut-request", afterBytes: cut - from };
  };
  try {
    const filingId = randomUUID();
    const big = makePdf({ text: "cut", bytes: size });
    const content = await writeFiling(profile.attachments, enterprise.uscc, [
      big,
    ]);
    await client.handlers["filings.save"]({ filingId, content, restsOn: null });
    while (!isSettled(profile.filings.get(filingId))) {
      await Promise.race([broken.promise, client.nextChange()]);
      if (!network.isDown) continue;
      const hasPassed = await broken.promise;
      await vi.waitUntil(hasPassed, { interval: 1, timeout: 30_000 });
      broken = Promise.withResolvers();
      const restarted = choices.oneOf(["client", "api", "both", "none"]);
      if (restarted === "api" || restarted === "both")
        await trial.restartCompanion();
      if (restarted === "client" || restarted === "both") {
        await client.close();
        profile = profile.reopen();
        profile.setNow(trial.companion.clock.now);
        client = startSendingClient(trial, enterprise, profile);
      }
      network.isDown = false;
    }
    const seen = proxy.seen.slice(firstSeen);
    const paths = new Set(seen.filter(isBigPiece).map(({ path }) => path));
    const pieces = seen.filter(
      ({ method, path, bodyBytes }) =>
        method === "PATCH" && paths.has(path) && bodyBytes > 0,
    );
    return {
      size,
      cutAt,
      ranges: pieces.map(({ uploadOffset, bodyBytes }) => [
        Number(uploadOffset),
        Number(uploadOffset) + bodyBytes,
      ]),
      begun: paths.size,
    };
  } finally {
    proxy.fault = () => "none";
    await client.close();
    profile.remove();
  }
}

describe("a big file", () => {
  it(`is sent byte for byte once, cut off at any byte, with client and API started again meanwhile (seed ${seed})`, async () => {
    const choices = chooseBy(seed);
    for (let round = 0; round < rounds; round += 1) {
      const { size, cutAt, ranges, begun } = await sendBig(choices);
      const starts = ranges.map(([from]) => from);
      const ends = ranges.map(([, until]) => until);
      expect({ begun, starts, last: ends.at(-1) }, String(cutAt)).toEqual({
        begun: 1,
        starts: [0, ...ends.slice(0, -1)],
        last: size,
      });
      expect(ranges.length).toBeGreaterThan(1);
    }
  }, 120_000);
});
