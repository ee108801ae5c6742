import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  exampleFilingId,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";
import { chooseBy } from "../../fixtures/choose.ts";

const program = join(import.meta.dirname, "type-until-killed.ts");
const longestLifeMs = 40;

export interface KilledRuns {
  /** Clients that died in the middle of typing. */
  readonly runs: number;
  /** Of each after which something was not as it should be. */
  readonly stories: readonly string[];
}

/** Types, kills the client at a random moment, looks at the disk, and types on from there. */
export async function killTyping(order: {
  readonly kills: number;
  readonly seed: number;
}): Promise<KilledRuns> {
  const choices = chooseBy(order.seed);
  const compiled = mkdtempSync(join(tmpdir(), "compiled-"));
  const stories: string[] = [];
  let profile = openTestProfile();
  let waiting = startClerk(compiled);
  let next = 0;
  let runs = 0;
  try {
    while (runs < order.kills) {
      profile.database.close();
      const clerk = waiting;
      // While the one before it is being looked at: most of a life is the start of Node.
      waiting = startClerk(compiled);
      const lifeMs = choices.number(longestLifeMs * 1000) / 1000;
      const last = await typeAndKill(clerk, profile.folder, next, lifeMs);
      profile = openTestProfile(profile.folder);
      const found = lookAt(profile);
      const expected = {
        // The one after the last told may have been kept too, with no time left to tell.
        stroke: found.stroke === last + 1 ? last + 1 : last,
        isExact: true,
        isSound: true,
        // Every seventh keystroke is 保存信息, after which there is nothing to ask about.
        asked: found.stroke % 7 === 6 ? null : found.stroke,
      };
      if (!isDeepStrictEqual(found, expected))
        stories.push(
          `seed ${order.seed}, kill ${runs}: ${JSON.stringify({ found, expected })}`,
        );
      next = found.stroke + 1;
      runs += 1;
    }
  } finally {
    waiting.kill("SIGKILL");
    profile.remove();
    rmSync(compiled, { recursive: true, force: true });
  }
  return { runs, stories };
}

function startClerk(compiled: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
}

/** The number of the last keystroke that the client said was kept before it died. */
async function typeAndKill(
  clerk: ChildProcessWithoutNullStreams,
  folder: string,
  from: number,
  lifeMs: number,
): Promise<number> {
  let told = "";
  let isDeathBegun = false;
  clerk.stdout.on("data", (text: Buffer) => {
    told += text.toString("latin1");
    if (isDeathBegun) return;
    isDeathBegun = true;
    setTimeout(() => clerk.kill("SIGKILL"), lifeMs);
  });
  clerk.stdin.write(`${from} ${folder}\n`);
  const [, signal] = (await once(clerk, "close")) as [null, string];
  if (signal !== "SIGKILL") throw new Error("died of something else");
  const complete = told.slice(0, told.lastIndexOf("\n")).split("\n");
  return Number(complete.at(-1));
}

interface Found {
  readonly stroke: number;
  readonly isExact: boolean;
  readonly isSound: boolean;
  /** The keystroke that the recovery dialog asks about. */
  readonly asked: number | null;
}

function lookAt({ filings, database }: TestProfile): Found {
  const filing = filings.get(exampleFilingId);
  const content = filing?.workingCopy?.content ?? filing?.content;
  const stroke = strokeIn(content?.fields.businessScope ?? "");
  const whole = withScope(`${stroke} ${"字".repeat(stroke % 700)}`);
  filings.rescueAfterCrash();
  const [rescued] = filings.rescued();
  if (rescued !== undefined) filings.takeRescued(rescued.id);
  return {
    stroke,
    isExact: JSON.stringify(content) === JSON.stringify(whole),
    isSound: database.pragma("quick_check", { simple: true }) === "ok",
    asked:
      rescued === undefined
        ? null
        : strokeIn(rescued.content.fields.businessScope),
  };
}

function strokeIn(scope: string): number {
  return Number(scope.split(" ")[0]);
}
