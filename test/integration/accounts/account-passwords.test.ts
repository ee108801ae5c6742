import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { succeed } from "../companion/companion-requester.ts";
import { lastCode, mobile, signInAccount } from "../companion/test-account.ts";
import { problemOf } from "./account-desk.ts";
import {
  beginAccountTrial,
  beginDraft,
  canary,
  clerk,
  isConfirmed,
  newer,
  streets,
  type AccountTrial,
} from "./account-trial.ts";

let trial: AccountTrial;
beforeEach(async () => {
  trial = await beginAccountTrial();
  await trial.register();
});
afterEach(() => trial.end());

describe("the password of an account", () => {
  it("goes on in place when the API ends the session in the middle of a form, with a password changed elsewhere", async () => {
    const desk = await trial.open();
    await desk.signIn(clerk, canary);
    await beginDraft(desk, "写到一半的街道");
    const elsewhere = await signInAccount(trial.companion, clerk, canary);
    await succeed(trial.companion.request, "changePassword", {
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
    const offline = await trial.reopenOffline(desk);
    expect([
      await problemOf(offline.signIn(clerk, canary)),
      isConfirmed(await offline.signIn(clerk, newer)),
      await streets(offline),
    ]).toEqual(["account-password-wrong", false, ["写到一半的街道"]]);
  });

  it("changes its password: the new one is remembered and opens offline, the former no longer", async () => {
    const desk = await trial.open();
    await desk.signIn(clerk, canary, { isRemembered: true });
    const wrong = await problemOf(
      desk.call("accounts.change-password", {
        currentPassword: "Wrong7f3a#Pass",
        newPassword: newer,
      }),
    );
    await desk.call("accounts.change-password", {
      currentPassword: canary,
      newPassword: newer,
    });
    const own = await desk.call("accounts.own", {});
    const offline = await trial.reopenOffline(desk);
    expect([
      wrong,
      own.account.name,
      await problemOf(offline.signIn(clerk, canary)),
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

  it("finds its account again by SMS, and the new password signs in", async () => {
    const desk = await trial.open();
    const accountName = await trial.recover(desk, mobile, newer);
    expect([
      accountName,
      isConfirmed(await desk.signIn(accountName, newer)),
    ]).toEqual([clerk, true]);
  });

  it("offline opens with the password that was set by recovery on this machine, and not with the former one", async () => {
    const desk = await trial.open();
    await desk.signIn(clerk, canary, { isRemembered: true });
    await desk.call("session.sign-out", {});
    await trial.recover(desk, mobile, newer);
    const later = await trial.reopenOffline(desk);
    expect([
      await problemOf(later.signIn(clerk, canary)),
      isConfirmed(await later.signIn(clerk, null, { isRemembered: true })),
      isConfirmed(await later.signIn(clerk, newer)),
    ]).toEqual(["account-password-wrong", false, false]);
  });

  it("closes its account: signed out, and nothing opens with it any more, offline neither", async () => {
    const desk = await trial.open();
    await desk.signIn(clerk, canary);
    const { contact } = await desk.call("accounts.own", {});
    trial.companion.advance(60_000);
    const captcha = await desk.captcha();
    if (captcha === null) throw new Error("no captcha");
    await desk.call("accounts.send-sms-code", {
      purpose: "close-account",
      mobile: contact.mobile,
      captcha,
    });
    const state = await desk.call("accounts.close", {
      password: canary,
      smsCode: lastCode(trial.companion),
    });
    const online = await problemOf(desk.signIn(clerk, canary));
    const offline = await trial.reopenOffline(desk);
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
    const desk = await trial.open();
    await desk.signIn(clerk, canary, { isRemembered: true });
    await desk.call("session.sign-out", {});
    await problemOf(desk.signIn(clerk, newer));
    await trial.closeDesks();
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
