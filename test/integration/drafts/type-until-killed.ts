// Types into one filing, keystroke after keystroke, and tells each one that is kept; its parent kills it at some
// moment. Waits for the line `<first keystroke> <folder>`, so that it can be started before it is needed. Started by
// draft-crash.test.ts.
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";
import {
  exampleFilingId,
  withScope,
} from "../../fixtures/filings/example-record.ts";

createInterface({ input: process.stdin }).once("line", (line) => {
  const [from = "0", folder = ""] = line.split(" ");
  const { filings } = openTestProfile(folder);
  for (let stroke = Number(from); ; stroke++) {
    const content = withScope(`${stroke} ${"字".repeat(stroke % 700)}`);
    // Every seventh is 保存信息: the row and its working copy take turns.
    if (stroke % 7 === 6) filings.save(exampleFilingId, content);
    else filings.keep(exampleFilingId, content);
    writeSync(1, `${stroke}\n`);
  }
});
