import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { filledRegistration } from "../../fixtures/registration.ts";
import { succeed } from "../companion/companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { accountPassword, registerParts } from "../companion/test-account.ts";
import { otherUscc } from "../companion/test-enterprise.ts";
import { openDesk, problemOf, type AccountDesk } from "./account-desk.ts";

const clerk = filledRegistration.accountName;
const colleague = "other2026";

/** What the system of one machine keeps, and that of another does not give back. */
const storeOf = (machine: number) => ({
  protect: async (secret: Uint8Array) =>
    Uint8Array.of(machine, ...secret.map((byte) => byte ^ machine)),
  reveal: async (secret: Uint8Array) => {
    if (secret[0] !== machine) throw new Error("of another machine");
    return secret.subarray(1).map((byte) => byte ^ machine);
  },
});

let companion: TestCompanion;
const desks: AccountDesk[] = [];
const folders = new Set<string>();

async function open(machine = 1, profile?: string): Promise<AccountDesk> {
  const desk = await openDesk({
    origin: companion.origin,
    now: () => companion.clock.now,
    secretStore: storeOf(machine),
    ...(profile === undefined ? {} : { profile }),
  });
  desks.push(desk);
  folders.add(desk.profile);
  return desk;
}

async function closeAll(): Promise<void> {
  for (const desk of desks.splice(0)) await desk.close();
}

beforeAll(async () => {
  companion = await startTestCompanion();
  for (const typed of [{}, { accountName: colleague, uscc: otherUscc }])
    await succeed(
      companion.request,
      "register",
      await registerParts(companion, typed),
    );
});
afterEach(closeAll);
afterAll(async () => {
  await companion.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const signIn = (desk: AccountDesk, recoveryCode: string | null = null) =>
  desk.signIn(clerk, accountPassword, { recoveryCode });

async function writeDraft(desk: AccountDesk, street: string): Promise<string> {
  const { filingId } = await desk.call("drafts.begin", { copyFrom: null });
  await type(desk, filingId, street);
  return filingId;
}

async function type(desk: AccountDesk, filingId: string, street: string) {
  const content = await desk.call("filings.detail", { filingId }).then(
    (detail) => detail.content,
    async () => (await desk.call("drafts.begin", { copyFrom: null })).content,
  );
  const fields = { ...content.fields, street };
  await desk.call("drafts.keep", {
    filingId,
    content: { ...content, fields },
    restsOn: null,
  });
  await desk.call("drafts.settle", { filingId });
}

async function streetOf(desk: AccountDesk, filingId: string): Promise<string> {
  const { content } = await desk.call("filings.detail", { filingId });
  return content.fields.street;
}

/** As the page does: shown once, typed back. */
async function makeCode(desk: AccountDesk): Promise<string> {
  const { code } = await desk.call("recovery.begin", {});
  await desk.call("recovery.confirm", { typed: code.toLowerCase() });
  return code;
}

describe("an account's recovery code", () => {
  it("counts once it is typed back, and opens the drafts on another machine with the password and with nothing less", async () => {
    const here = await open();
    await signIn(here);
    const filingId = await writeDraft(here, "荣华中路");
    const { code: shown } = await here.call("recovery.begin", {});
    const { code: another } = await here.call("recovery.begin", {});
    const refusals = [
      await problemOf(here.call("recovery.confirm", { typed: "0000" })),
      await problemOf(here.call("recovery.confirm", { typed: shown })),
      (await here.call("recovery.state", {})).madeAt,
    ];
    await here.call("recovery.confirm", { typed: another });
    await here.call("session.sign-out", {});
    await here.signIn(colleague, accountPassword);
    const colleagueCode = await makeCode(here);
    await closeAll();

    const there = await open(2, here.profile);
    const outside = [
      await problemOf(signIn(there)),
      await problemOf(signIn(there, colleagueCode)),
      await problemOf(signIn(there, shown)),
    ];
    there.isOffline = true;
    outside.push(await problemOf(signIn(there, another)));
    there.isOffline = false;
    await signIn(there, another);
    const found = await streetOf(there, filingId);
    await closeAll();

    // From now on this machine opens it by itself, without the API too.
    const later = await open(2, here.profile);
    later.isOffline = true;
    await signIn(later);
    expect({
      refusals,
      outside,
      found,
      later: await streetOf(later, filingId),
    }).toEqual({
      refusals: ["recovery-code-mistyped", "recovery-code-not-the-shown", null],
      outside: [
        "identity-store-unreadable",
        "recovery-code-wrong",
        "recovery-code-wrong",
        "session-first-sign-in-needs-network",
      ],
      found: "荣华中路",
      later: "荣华中路",
    });
  });
});

describe("取出我的内容", () => {
  it("fetches one's own contents of a backup, which counts no other's, and puts them back one by one", async () => {
    const desk = await open();
    await signIn(desk);
    const filingId = await writeDraft(desk, "备份时的街道");
    await desk.call("session.sign-out", {});
    await desk.signIn(colleague, accountPassword);
    await writeDraft(desk, "同事的街道");
    await desk.call("session.sign-out", {});
    await signIn(desk);
    await desk.call("backups.make", {});
    await type(desk, filingId, "后来的街道");
    const { backups } = await desk.call("backups.list", {});
    const name = backups[0]?.name ?? "";
    const { filings } = await desk.call("backups.preview", { name });
    const fetched = [
      await desk.call("backups.fetch", { name }),
      // What was fetched once is not fetched twice.
      await desk.call("backups.fetch", { name }),
    ];
    const before = await streetOf(desk, filingId);
    const streets = async () => {
      const { contents } = await desk.call("rescued.list", {});
      return contents.map(({ reason, content, standing }) => [
        reason,
        content.fields.street,
        standing?.fields.street,
      ]);
    };
    const rescued = await streets();
    const { contents } = await desk.call("rescued.list", {});
    await desk.call("rescued.take", { id: contents[0]?.id ?? "" });
    expect({
      counted: backups[0]?.filingCount,
      shown: filings.map((each) => each.filingId),
      fetched,
      before,
      rescued,
      after: await streetOf(desk, filingId),
      left: await streets(),
    }).toEqual({
      counted: 1,
      shown: [filingId],
      fetched: [{ count: 1 }, { count: 0 }],
      before: "后来的街道",
      rescued: [["backup", "备份时的街道", "后来的街道"]],
      after: "备份时的街道",
      left: [["discarded", "后来的街道", "备份时的街道"]],
    });
  });
});
