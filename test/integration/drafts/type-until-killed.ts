// Types into one filing, keystroke after keystroke, and tells each one that is kept; its parent kills it at some
// moment. Started by draft-crash.test.ts.
import { writeSync } from "node:fs";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";
import {
  exampleFilingId,
  withScope,
} from "../../fixtures/filings/example-record.ts";

const [folder = "", from = "0"] = process.argv.slice(2);
const { filings } = openTestProfile(folder);
for (let stroke = Number(from); ; stroke++) {
  const content = withScope(`${stroke} ${"字".repeat(stroke % 700)}`);
  // Every seventh is 保存信息: the row and its working copy take turns.
  if (stroke % 7 === 6) filings.save(exampleFilingId, content);
  else filings.keep(exampleFilingId, content);
  writeSync(1, `${stroke}\n`);
}
