import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLog } from "../../../src-main/log/create-log.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "log-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("the log", () => {
  it("keeps a bounded number of bounded files, and the last line", async () => {
    const profile = newFolder();
    const log = await createLog(profile, "info");
    const line = "x".repeat(10_000);
    for (let count = 0; count < 1500; count += 1) {
      log.info(line);
      // Files change between two turns of the loop.
      if (count % 50 === 0)
        await new Promise((resolve) => setImmediate(resolve));
    }
    log.info("the last one");
    const folder = join(profile, "logs");
    const sizes = () =>
      readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    // The change of files that the last lines caused is over.
    await expect.poll(() => Math.min(...sizes())).toBeLessThan(2_000_000);
    const names = readdirSync(folder);
    const texts = names.map((name) => readFileSync(join(folder, name), "utf8"));
    expect(names.length).toBeGreaterThan(1);
    expect(names.length).toBeLessThanOrEqual(6);
    expect(
      Math.max(...names.map((name) => statSync(join(folder, name)).size)),
    ).toBeLessThan(4_000_000);
    expect(texts.some((text) => text.includes("the last one"))).toBe(true);
  });

  it("leaves out what is below its level, and follows a changed one", async () => {
    const profile = newFolder();
    const log = await createLog(profile, "warn");
    log.info("quiet");
    log.level = "debug";
    log.debug("loud");
    const folder = join(profile, "logs");
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .join("");
    expect([text.includes("quiet"), text.includes("loud")]).toEqual([
      false,
      true,
    ]);
  });
});
