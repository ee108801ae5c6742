import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  exampleFilingId,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

const program = join(import.meta.dirname, "type-until-killed.ts");

// Promise D1. `KILLS=2000` for a night; `SEED=…` replays a run that failed: the same moments, as far as a machine repeats itself.
const kills = Number(process.env["KILLS"] ?? 200);
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const longestLifeMs = 40;

let profile: TestProfile;
let compiled: string;
let waiting: ChildProcessWithoutNullStreams;
beforeEach(() => {
  profile = openTestProfile();
  compiled = mkdtempSync(join(tmpdir(), "compiled-"));
});
afterEach(() => {
  waiting.kill("SIGKILL");
  profile.remove();
  rmSync(compiled, { recursive: true, force: true });
});

/** mulberry32: small, and the same on every machine. */
function createRandom(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Starts while the one before it is being looked at: most of a life is the start of Node. */
function startClerk(): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
}

/** The number of the last keystroke that the client said was kept before it died. */
async function typeAndKill(
  child: ChildProcessWithoutNullStreams,
  from: number,
  lifeMs: number,
): Promise<number> {
  let told = "";
  let deathBegun = false;
  child.stdout.on("data", (text: Buffer) => {
    told += text.toString("latin1");
    if (deathBegun) return;
    deathBegun = true;
    setTimeout(() => child.kill("SIGKILL"), lifeMs);
  });
  child.stdin.write(`${from} ${profile.folder}\n`);
  const [, signal] = (await once(child, "close")) as [null, string];
  expect(signal).toBe("SIGKILL");
  const complete = told.slice(0, told.lastIndexOf("\n")).split("\n");
  return Number(complete.at(-1));
}

function strokeOnDisk(): { stroke: number; isExact: boolean } {
  const filing = profile.filings.get(exampleFilingId);
  const found = filing?.workingCopy?.content ?? filing?.content;
  const scope = found?.fields.businessScope ?? "";
  const stroke = Number(scope.split(" ")[0]);
  const whole = withScope(`${stroke} ${"字".repeat(stroke % 700)}`);
  return { stroke, isExact: JSON.stringify(found) === JSON.stringify(whole) };
}

describe("typing", () => {
  it(`loses nothing that was kept, killed ${kills} times at random moments, and asks about it after each`, async () => {
    const random = createRandom(seed);
    let next = 0;
    waiting = startClerk();
    for (let kill = 0; kill < kills; kill++) {
      profile.database.close();
      const clerk = waiting;
      waiting = startClerk();
      const last = await typeAndKill(clerk, next, random() * longestLifeMs);
      profile = openTestProfile(profile.folder);
      const { stroke, isExact } = strokeOnDisk();
      const isSound =
        profile.database.pragma("quick_check", { simple: true }) === "ok";
      profile.filings.rescueAfterCrash();
      const [rescued] = profile.filings.rescued();
      // Every seventh keystroke is 保存信息, after which there is nothing to ask about.
      const asked = rescued?.content.fields.businessScope.split(" ")[0];
      const isAsked =
        stroke % 7 === 6 ? rescued === undefined : asked === String(stroke);
      if (rescued !== undefined) profile.filings.takeRescued(rescued.id);
      // The one after the last told may have been kept too, with no time left to tell.
      expect(
        { last, isExact, isSound, isAsked, isLost: stroke < last },
        `SEED=${seed}, kill ${kill}`,
      ).toEqual({
        last,
        isExact: true,
        isSound: true,
        isAsked: true,
        isLost: false,
      });
      expect(stroke, `SEED=${seed}`).toBeLessThanOrEqual(last + 1);
      next = stroke + 1;
    }
  }, 3_600_000);
});
