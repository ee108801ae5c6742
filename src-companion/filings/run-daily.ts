import type { CompanionParts } from "../companion-parts.ts";
import { checkFiles } from "../files/lost-files.ts";
import { sweepFiles } from "../files/sweep-files.ts";
import { expireFilings } from "./expire-filings.ts";
import { forgetOldReplies } from "./save-reply-store.ts";

const dayMs = 24 * 60 * 60 * 1000;
const shanghaiOffsetMs = 8 * 60 * 60 * 1000;

/** Now, and then just after every midnight in Shanghai. Returns how to stop. */
export async function runDaily(parts: CompanionParts): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    try {
      await expireFilings(parts);
      await sweepFiles(parts);
      await forgetOldReplies(parts.database, parts.now());
      await checkFiles(parts);
    } catch (error) {
      parts.log.error({ err: error }, "daily work failed");
    }
  };
  const plan = (): void => {
    timer = setTimeout(
      () => void run().then(plan),
      untilNextDayMs(parts.now()),
    );
    timer.unref();
  };
  await run();
  plan();
  return () => clearTimeout(timer);
}

function untilNextDayMs(now: Date): number {
  const intoDay = (now.getTime() + shanghaiOffsetMs) % dayMs;
  return dayMs - intoDay + 1000;
}
