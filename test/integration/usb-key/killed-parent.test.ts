import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const keyHost = join(
  import.meta.dirname,
  "../../../src-main/key-host/key-host.ts",
);

/** Asks much and is gone before the first answer. */
const application = `
const { fork } = require("node:child_process");
const host = fork(process.argv[1], [], { serialization: "json", stdio: ["ignore", "inherit", "inherit", "ipc"] });
let sent = 0;
for (let id = 0; id < 20; id += 1)
  host.send({ id, ask: "list" }, () => { if (++sent === 20) process.kill(process.pid, "SIGKILL"); });
`;

describe("a key host whose application was killed", () => {
  it("ends without a word", async () => {
    const child = spawn(process.execPath, ["-e", application, keyHost], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece: Buffer) => (said += piece.toString()));
    // Its own streams end with the last process that holds them: the host.
    const signal = await new Promise((resolve) =>
      child.once("close", (_code, by) => resolve(by)),
    );
    expect([said, signal]).toEqual(["", "SIGKILL"]);
  });
});
