// Attaches one file in a profile and is killed at the step of the given number: the start, the end of every call that
// changes the disk, both sides of the row's commit. Started by attaching-crash.test.ts.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";

const [folder = "", fatalStep = "", size = "0"] = process.argv.slice(2);
const steps: string[] = [];

function dieAt(name: string): void {
  steps.push(name);
  if (steps.length === Number(fatalStep)) process.kill(process.pid, "SIGKILL");
}

function mortal<Arguments extends unknown[], Result>(
  name: string,
  call: (...given: Arguments) => Promise<Result>,
): (...given: Arguments) => Promise<Result> {
  return async (...given) => {
    const result = await call(...given);
    dieAt(name);
    return result;
  };
}

const profile = openTestProfile(folder);
const { database } = profile;
const open = fs.open.bind(fs);
fs.open = async (...given) => {
  const file: FileHandle = await open(...given);
  dieAt("open");
  file.appendFile = mortal("append", file.appendFile.bind(file));
  file.sync = mortal("sync", file.sync.bind(file));
  return file;
};
fs.mkdir = mortal("mkdir", fs.mkdir.bind(fs)) as typeof fs.mkdir;
fs.rename = mortal("rename", fs.rename.bind(fs));
syncBuiltinESMExports();
const transaction = database.transaction.bind(database);
database.transaction = ((work: () => unknown) => {
  const written = transaction(() => {
    const result = work();
    dieAt("row");
    return result;
  });
  return {
    immediate: () => {
      const result = written.immediate();
      dieAt("commit");
      return result;
    },
  };
}) as unknown as typeof database.transaction;
dieAt("start");

const bytes = Buffer.alloc(Number(size), "attached");
const sha256 = createHash("sha256").update(bytes).digest("hex");
await profile.attachments.put(sha256, bytes);
writeSync(1, `attached ${steps.join(" ")}\n`);
dieAt("told");
database.close();
