import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  filingContent,
  freeze,
  save,
  signedInEnterprise,
  submit,
  submitParts,
  uploadFiles,
  type TestEnterprise,
} from "./test-enterprise.ts";

let companion: TestCompanion;
let enterprise: TestEnterprise;
let lines: string[];
beforeEach(async () => {
  lines = [];
  companion = await startTestCompanion({
    log: pino({ level: "error" }, { write: (line) => lines.push(line) }),
  });
  enterprise = await signedInEnterprise(companion);
  await uploadFiles(companion, enterprise);
});
afterEach(() => companion.close());

const sha256 = filingContent().files.businessLicenceDuplicate?.sha256 ?? "";
const pathOf = (digest: string): string =>
  join(companion.dataDir, "files", enterprise.uscc, digest.slice(0, 2), digest);
/** What the operator sees, and what the client is told. */
const told = async () => ({
  log: lines.map((line) => {
    const { msg, sha256: named } = JSON.parse(line) as Record<string, unknown>;
    return [msg, named];
  }),
  health: (await succeed(companion.request, "health")).lostFiles,
  held: (
    await succeed(companion.request, "heldFiles", {
      body: { sha256: [sha256] },
      token: enterprise.token,
    })
  ).held,
});
const noticed = {
  log: [["a file is lost or damaged", sha256]],
  health: 1,
  held: [],
};
const read = () =>
  companion.request("file", { params: { sha256 }, token: enterprise.token });

describe("a received file that the disk has lost", () => {
  it.each([
    ["gone", () => rmSync(pathOf(sha256))],
    ["of another size", () => appendFileSync(pathOf(sha256), "x")],
  ])("is noticed at the start: %s", async (_title, damage) => {
    damage();
    await companion.restartAfter(0);
    expect(await told()).toEqual(noticed);
  });

  it("is noticed when it is read, and no other bytes are given out", async () => {
    writeFileSync(pathOf(sha256), "others");
    expect((await read()).body).toMatchObject({ code: "file-not-found" });
    expect(await told()).toEqual(noticed);
  });

  it("lets no submission through, and is in order when it came again", async () => {
    const filing = await save(companion, enterprise);
    writeFileSync(pathOf(sha256), "others");
    const parts = await submitParts(
      enterprise,
      filing.id,
      freeze(companion, filing),
    );
    expect(await refusalOf(companion.request, "submit", parts)).toMatchObject({
      code: "file-missing",
      facts: { sha256, count: 1 },
    });
    expect(await told()).toEqual(noticed);
    const { receipt } = await submit(companion, enterprise, filing);
    expect(receipt.claims.filingId).toBe(filing.id);
    expect(await told()).toEqual({ ...noticed, health: 0, held: [sha256] });
    expect((await read()).status).toBe(200);
  });

  it("is in order too when the operator put it back", async () => {
    const { body } = await read();
    rmSync(pathOf(sha256));
    await companion.restartAfter(0);
    writeFileSync(pathOf(sha256), body as Uint8Array);
    await companion.restartAfter(0);
    expect(await told()).toEqual({ ...noticed, health: 0, held: [sha256] });
  });
});
