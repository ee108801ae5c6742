// Attaches one file in a profile and is killed at the step of the given number: the start, and the end of every call
// that changes the disk. Started by attaching-crash.test.ts.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";

const [folder = "", fatalStep = "", size = "0"] = process.argv.slice(2);
let step = 0;

function dieAt(): void {
  step += 1;
  if (step === Number(fatalStep)) process.kill(process.pid, "SIGKILL");
}

function mortal<Arguments extends unknown[], Result>(
  call: (...given: Arguments) => Promise<Result>,
): (...given: Arguments) => Promise<Result> {
  return async (...given) => {
    const result = await call(...given);
    dieAt();
    return result;
  };
}

const profile = openTestProfile(folder);
const open = fs.open.bind(fs);
fs.open = async (...given) => {
  const file: FileHandle = await open(...given);
  dieAt();
  file.appendFile = mortal(file.appendFile.bind(file));
  file.sync = mortal(file.sync.bind(file));
  return file;
};
fs.rename = mortal(fs.rename.bind(fs));
syncBuiltinESMExports();
dieAt();

const bytes = Buffer.alloc(Number(size), "attached");
const sha256 = createHash("sha256").update(bytes).digest("hex");
await profile.attachments.put(sha256, bytes);
writeSync(1, `attached ${step}\n`);
dieAt();
profile.database.close();
