import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { dayMs } from "../companion/start-test-companion.ts";
import { lastCode } from "../companion/test-account.ts";
import { otherUscc } from "../companion/test-enterprise.ts";
import { problemOf, type AccountDesk } from "./account-desk.ts";
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
});
afterEach(() => trial.end());

const other = "other2026";
const second = { accountName: other, mobile: "13901234599" };

describe("an enterprise without a key", () => {
  it("finds a begun registration for seven days, and none of its numbers afterwards", async () => {
    const first = await trial.open();
    await first.call("accounts.keep-registration", {
      typed: filledRegistration,
    });
    const kept = async (desk: AccountDesk) =>
      (await desk.call("accounts.kept-registration", {})).typed;
    trial.companion.advance(7 * dayMs);
    const within = await kept(first);
    trial.companion.advance(1);
    const after = await kept(first);
    expect([within, after]).toEqual([filledRegistration, null]);
    // Nobody need open the page for it: the next start is enough.
    await first.call("accounts.keep-registration", {
      typed: filledRegistration,
    });
    await trial.closeDesks();
    trial.companion.advance(7 * dayMs + 1);
    await trial.open(first.profile);
    await trial.closeDesks();
    const database = new Database(join(first.profile, "client.db"));
    const count = database.prepare("SELECT count(*) FROM sealed_notes").pluck();
    expect(count.get()).toBe(0);
    database.close();
  });

  it("registers with what it typed before the program was closed, and signs in with what it asked to remember", async () => {
    const first = await trial.open();
    await first.call("accounts.keep-registration", {
      typed: filledRegistration,
    });
    await trial.closeDesks();
    const desk = await trial.open(first.profile);
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
      smsCode: lastCode(trial.companion),
      hasAgreed: true,
      bindsOpenId: false,
    });
    const state = await desk.signIn(accountName, canary, {
      isRemembered: true,
    });
    await desk.call("session.sign-out", {});
    await trial.closeDesks();
    const later = await trial.open(first.profile);
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
    await trial.register();
    await trial.register({ ...second, uscc: otherUscc });
    const online = await trial.open();
    await online.signIn(clerk, canary);
    await beginDraft(online, "第一家的街道");
    await online.signIn(other, canary);
    await beginDraft(online, "第二家的街道");
    const desk = await trial.reopenOffline(online);
    const refusals = [
      await problemOf(desk.signIn("neverHere2026", canary)),
      await problemOf(desk.signIn(clerk, newer)),
    ];
    const first = await desk.signIn(clerk, canary);
    const ofFirst = await streets(desk);
    const ofSecond = await desk.signIn(other, canary).then(() => streets(desk));
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
    const desk = await trial.open();
    await trial.register();
    await desk.signIn(clerk, canary, { isRemembered: true });
    await desk.call("session.sign-out", {});
    expect([
      await problemOf(desk.signIn(clerk, "Wrong7f3a#Pass")),
      (await desk.call("session.state", {})).kind,
    ]).toEqual(["credentials-wrong", "signed-out"]);
  });

  it("keeps its remembered password where another account signs in without being remembered", async () => {
    const desk = await trial.open();
    await trial.register();
    await trial.register({ ...second, accountType: "person" });
    await desk.signIn(clerk, canary, { isRemembered: true });
    await desk.signIn(other, canary);
    expect(await desk.call("accounts.remembered", {})).toEqual({
      remembered: { accountName: clerk, isPasswordKept: true },
    });
    await desk.signIn(clerk, canary);
    expect(await desk.call("accounts.remembered", {})).toEqual({
      remembered: null,
    });
  });

  it("signs in as 个人用户 and cannot file", async () => {
    await trial.register({ ...second, accountType: "person" });
    const desk = await trial.open();
    const state = await desk.signIn(other, canary);
    const refused = await problemOf(
      desk.call("drafts.begin", { copyFrom: null }),
    );
    expect([
      state.kind === "signed-in" && state.person.uscc,
      refused,
      (await desk.call("filings.list", {})).rows,
    ]).toEqual([null, "session-cannot-file", []]);
  });
});
