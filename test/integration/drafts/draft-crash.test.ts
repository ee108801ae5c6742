import { spawn } from "node:child_process";
import { once } from "node:events";
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
const kills = 20;

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

/** The number of the last keystroke that the client said was kept before it died. */
async function typeAndKill(from: number, lifeMs: number): Promise<number> {
  const child = spawn(process.execPath, [
    program,
    profile.folder,
    String(from),
  ]);
  let told = "";
  let deathBegun = false;
  child.stdout.on("data", (text: Buffer) => {
    told += text.toString("latin1");
    if (deathBegun) return;
    deathBegun = true;
    setTimeout(() => child.kill("SIGKILL"), lifeMs);
  });
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
  it(`loses nothing that was kept, killed ${kills} times at moments of no choice`, async () => {
    let next = 0;
    for (let kill = 0; kill < kills; kill++) {
      profile.database.close();
      const last = await typeAndKill(next, Math.random() * 40);
      profile = openTestProfile(profile.folder);
      const { stroke, isExact } = strokeOnDisk();
      // The one after the last told may have been kept too, with no time left to tell.
      expect({ last, isExact, isLost: stroke < last }).toEqual({
        last,
        isExact: true,
        isLost: false,
      });
      expect(stroke).toBeLessThanOrEqual(last + 1);
      next = stroke + 1;
    }
  }, 120_000);
});
