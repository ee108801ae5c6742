import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from "vitest";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { succeed } from "../companion/companion-requester.ts";
import {
  dayMs,
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import {
  lastCode,
  registerParts,
  signInAccount,
} from "../companion/test-account.ts";
import { otherUscc } from "../companion/test-enterprise.ts";
import { openDesk, problemOf, type AccountDesk } from "./account-desk.ts";

const clerk = filledRegistration.accountName;
const canary = "Canary7f3a#Pass";
const newer = "Newer7f3a#Pass";

let companion: TestCompanion;
const desks: AccountDesk[] = [];

const open = async (profile?: string): Promise<AccountDesk> => {
  const desk = await openDesk({
    origin: companion.origin,
    now: () => companion.clock.now,
    ...(profile === undefined ? {} : { profile }),
  });
  desks.push(desk);
  return desk;
};
const closeAll = async (): Promise<void> => {
  for (const desk of desks.splice(0)) await desk.close();
};
/** The same profile after a restart, with nobody to reach. */
const reopenOffline = async (desk: AccountDesk): Promise<AccountDesk> => {
  await closeAll();
  const again = await open(desk.profile);
  again.isOffline = true;
  return again;
};
const beginDraft = async (desk: AccountDesk, street: string): Promise<void> => {
  const { filingId, content } = await desk.call("drafts.begin", {
    copyFrom: null,
  });
  const fields = { ...content.fields, street };
  await desk.call("drafts.keep", {
    filingId,
    content: { ...content, fields },
    restsOn: null,
  });
};
const streets = async (desk: AccountDesk): Promise<string[]> => {
  const { rows } = await desk.call("filings.list", {});
  const details = await Promise.all(
    rows.map(({ id }) => desk.call("filings.detail", { filingId: id })),
  );
  return details.map(({ content }) => content.fields.street);
};
/** 找回账号密码 by SMS on this machine; the account's name. */
const recoverAt = async (
  desk: AccountDesk,
  address: string,
  password: string,
): Promise<string> => {
  const captcha = await desk.captcha();
  if (captcha === null) throw new Error("no captcha");
  const before = companion.sent.length;
  const { recoveryId } = await desk.call("accounts.start-recovery", {
    by: "mobile",
    address,
    captcha,
  });
  await vi.waitFor(() => {
    expect(companion.sent.length).toBe(before + 1);
  });
  const { accounts } = await desk.call("accounts.prove-recovery", {
    recoveryId,
    code: lastCode(companion),
  });
  const { accountName } = await desk.call("accounts.finish-recovery", {
    resetToken: accounts[0]?.resetToken ?? "",
    password,
  });
  return accountName;
};
const isConfirmed = (state: { kind: string }): unknown =>
  "isConfirmedByCompanion" in state ? state.isConfirmedByCompanion : state.kind;

beforeAll(async () => {
  companion = await startTestCompanion();
});
afterEach(closeAll);
afterAll(() => companion.close());

describe("an enterprise without a key", () => {
  it("finds a begun registration for seven days, and none of its numbers afterwards", async () => {
    const first = await open();
    await first.call("accounts.keep-registration", {
      typed: filledRegistration,
    });
    const kept = async (desk: AccountDesk) =>
      (await desk.call("accounts.kept-registration", {})).typed;
    companion.advance(7 * dayMs);
    const within = await kept(first);
    companion.advance(1);
    const after = await kept(first);
    expect([within, after]).toEqual([filledRegistration, null]);
    // Nobody need open the page for it: the next start is enough.
    await first.call("accounts.keep-registration", {
      typed: filledRegistration,
    });
    await closeAll();
    companion.advance(7 * dayMs + 1);
    await open(first.profile);
    await closeAll();
    const database = new Database(join(first.profile, "client.db"));
    const count = database.prepare("SELECT count(*) FROM sealed_notes").pluck();
    expect(count.get()).toBe(0);
    database.close();
  });

  it("registers with what it typed before the program was closed, and signs in with what it asked to remember", async () => {
    const first = await open();
    await first.call("accounts.keep-registration", {
      typed: filledRegistration,
    });
    await closeAll();
    const desk = await open(first.profile);
    const { typed } = await desk.call("accounts.kept-registration", {});
    if (typed === null) throw new Error("nothing was kept");
    const captcha = await desk.captcha();
    if (captcha === null) throw new Error("no captcha");
    await desk.call("accounts.send-sms-code", {
      purpose: "register",
      mobile: typed.mobile,
      captcha,
    });
    const { accountName } = await desk.call("accounts.register", {
      registration: toRegistration(typed),
      password: canary,
      smsCode: lastCode(companion),
      hasAgreed: true,
      bindsOpenId: false,
    });
    const state = await desk.signIn(accountName, canary, {
      isRemembered: true,
    });
    await desk.call("session.sign-out", {});
    await closeAll();
    const later = await open(first.profile);
    expect([
      typed,
      state,
      await later.call("accounts.kept-registration", {}),
      await later.call("accounts.remembered", {}),
      isConfirmed(await later.signIn(clerk, null, { isRemembered: true })),
    ]).toEqual([
      filledRegistration,
      {
        kind: "signed-in",
        person: {
          via: "account",
          uscc: filledRegistration.uscc,
          enterpriseName: filledRegistration.enterpriseName,
          holderName: filledRegistration.displayName,
          account: {
            name: clerk,
            displayName: filledRegistration.displayName,
            type: "domestic-enterprise",
          },
          certificate: null,
        },
        signingCertificate: null,
        isConfirmedByCompanion: true,
      },
      { typed: null },
      { remembered: { accountName: clerk, isPasswordKept: true } },
      true,
    ]);
    await later.call("accounts.forget-remembered", {});
    expect(await problemOf(later.signIn(clerk, null))).toBe(
      "account-password-not-kept",
    );
  });

  it("opens offline the drafts of the account that proves itself, and no other's", async () => {
    await succeed(
      companion.request,
      "register",
      await registerParts(
        companion,
        { accountName: "other2026", uscc: otherUscc },
        { password: newer },
      ),
    );
    const online = await open();
    await online.signIn(clerk, canary);
    await beginDraft(online, "第一家的街道");
    await online.signIn("other2026", newer);
    await beginDraft(online, "第二家的街道");
    const desk = await reopenOffline(online);
    const refusals = [
      await problemOf(desk.signIn("neverHere2026", canary)),
      await problemOf(desk.signIn(clerk, newer)),
    ];
    const first = await desk.signIn(clerk, canary);
    const ofFirst = await streets(desk);
    const ofSecond = await desk
      .signIn("other2026", newer)
      .then(() => streets(desk));
    await desk.call("session.sign-out", {});
    expect([
      refusals,
      isConfirmed(first),
      ofFirst,
      ofSecond,
      await problemOf(desk.call("filings.list", {})),
    ]).toEqual([
      ["session-first-sign-in-needs-network", "account-password-wrong"],
      false,
      ["第一家的街道"],
      ["第二家的街道"],
      "session-not-signed-in",
    ]);
  });

  it("does not ask this machine where the API has refused the password", async () => {
    const desk = await open();
    await desk.signIn(clerk, canary, { isRemembered: true });
    await desk.call("session.sign-out", {});
    expect([
      await problemOf(desk.signIn(clerk, "Wrong7f3a#Pass")),
      (await desk.call("session.state", {})).kind,
    ]).toEqual(["credentials-wrong", "signed-out"]);
  });

  it("goes on in place when the API ends the session in the middle of a form, with a password changed elsewhere", async () => {
    const desk = await open();
    await desk.signIn(clerk, canary);
    await beginDraft(desk, "写到一半的街道");
    const elsewhere = await signInAccount(companion, clerk, canary);
    await succeed(companion.request, "changePassword", {
      token: elsewhere.token,
      body: { currentPassword: canary, newPassword: newer },
    });
    const refused = await problemOf(desk.call("accounts.own", {}));
    await vi.waitFor(
      async () => {
        const { needsSignIn } = await desk.call("sync.state", {});
        expect(needsSignIn).toBe(true);
      },
      { timeout: 10_000 },
    );
    const ended = await desk.call("session.state", {});
    const kept = await streets(desk);
    const former = await problemOf(
      desk.call("session.unlock-with-account", {
        password: canary,
        captcha: await desk.captcha(),
      }),
    );
    const again = await desk.call("session.unlock-with-account", {
      password: newer,
      captcha: await desk.captcha(),
    });
    expect([
      refused,
      isConfirmed(ended),
      kept,
      former,
      isConfirmed(again),
      await streets(desk),
    ]).toEqual([
      "not-signed-in",
      false,
      ["写到一半的街道"],
      "credentials-wrong",
      true,
      ["写到一半的街道"],
    ]);
    const offline = await reopenOffline(desk);
    expect([
      await problemOf(offline.signIn(clerk, canary)),
      isConfirmed(await offline.signIn(clerk, newer)),
      await streets(offline),
    ]).toEqual(["account-password-wrong", false, ["写到一半的街道"]]);
  });

  it("changes its password: the new one is remembered and opens offline, the former no longer", async () => {
    const desk = await open();
    await desk.signIn(clerk, newer, { isRemembered: true });
    const wrong = await problemOf(
      desk.call("accounts.change-password", {
        currentPassword: "Wrong7f3a#Pass",
        newPassword: canary,
      }),
    );
    await desk.call("accounts.change-password", {
      currentPassword: newer,
      newPassword: canary,
    });
    const own = await desk.call("accounts.own", {});
    const offline = await reopenOffline(desk);
    expect([
      wrong,
      own.account.name,
      await problemOf(offline.signIn(clerk, newer)),
      isConfirmed(await offline.signIn(clerk, null, { isRemembered: true })),
      await problemOf(offline.call("accounts.own", {})),
    ]).toEqual([
      "password-wrong",
      clerk,
      "account-password-wrong",
      false,
      "not-signed-in",
    ]);
  });

  it("signs in as 个人用户 and cannot file", async () => {
    const person = {
      accountName: "person2026",
      accountType: "person",
      mobile: "13901234599",
    } as const;
    await succeed(
      companion.request,
      "register",
      await registerParts(companion, person, { password: newer }),
    );
    const desk = await open();
    const state = await desk.signIn(person.accountName, newer);
    const refused = await problemOf(
      desk.call("drafts.begin", { copyFrom: null }),
    );
    expect([
      state.kind === "signed-in" && state.person.uscc,
      refused,
      (await desk.call("filings.list", {})).rows,
    ]).toEqual([null, "session-cannot-file", []]);
  });

  it("finds its account again by SMS, and the new password signs in", async () => {
    const desk = await open();
    companion.advance(60_000);
    const accountName = await recoverAt(desk, "13901234599", canary);
    expect([
      accountName,
      isConfirmed(await desk.signIn(accountName, canary)),
    ]).toEqual(["person2026", true]);
  });

  it("offline opens with the password that was set by recovery on this machine, and not with the former one", async () => {
    const desk = await open();
    const name = "person2026";
    await desk.signIn(name, canary, { isRemembered: true });
    await desk.call("session.sign-out", {});
    companion.advance(60_000);
    await recoverAt(desk, "13901234599", newer);
    const later = await reopenOffline(desk);
    expect([
      await problemOf(later.signIn(name, canary)),
      isConfirmed(await later.signIn(name, null, { isRemembered: true })),
      isConfirmed(await later.signIn(name, newer)),
    ]).toEqual(["account-password-wrong", false, false]);
  });

  it("keeps its remembered password where another account signs in without being remembered", async () => {
    const desk = await open();
    await desk.signIn(clerk, canary, { isRemembered: true });
    await desk.signIn("person2026", newer);
    expect(await desk.call("accounts.remembered", {})).toEqual({
      remembered: { accountName: clerk, isPasswordKept: true },
    });
    await desk.signIn(clerk, canary);
    expect(await desk.call("accounts.remembered", {})).toEqual({
      remembered: null,
    });
  });

  it("closes its account: signed out, and nothing opens with it any more, offline neither", async () => {
    const desk = await open();
    await desk.signIn(clerk, canary);
    const { contact } = await desk.call("accounts.own", {});
    companion.advance(60_000);
    const captcha = await desk.captcha();
    if (captcha === null) throw new Error("no captcha");
    await desk.call("accounts.send-sms-code", {
      purpose: "close-account",
      mobile: contact.mobile,
      captcha,
    });
    const state = await desk.call("accounts.close", {
      password: canary,
      smsCode: lastCode(companion),
    });
    const online = await problemOf(desk.signIn(clerk, canary));
    const offline = await reopenOffline(desk);
    expect([
      state.kind,
      online,
      await problemOf(offline.signIn(clerk, canary)),
    ]).toEqual([
      "signed-out",
      "credentials-wrong",
      "session-first-sign-in-needs-network",
    ]);
  });

  it("leaves its password nowhere: not in the profile, not in the log, not in what the page was told", async () => {
    const desk = await open();
    await desk.signIn("other2026", newer, { isRemembered: true });
    await desk.call("session.sign-out", {});
    await problemOf(desk.signIn("other2026", canary));
    await closeAll();
    const secrets = [newer, canary].flatMap((secret) => [
      secret,
      Buffer.from(secret).toString("base64"),
    ]);
    const places = [...filesIn(desk.profile), ...desk.page.told];
    const found = places.filter((text) =>
      secrets.some((secret) => text.includes(secret)),
    );
    expect([found, places.length > 3]).toEqual([[], true]);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path).toString("latin1"));
}
