import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  mobile,
  recover,
  signInAccount,
  submitUnsigned,
  signedInAccount,
  smsCode,
  type TestAccount,
} from "./test-account.ts";
import { otherUscc, save, signedInEnterprise } from "./test-enterprise.ts";

const newMobile = "13700000000";

let companion: TestCompanion;
let account: TestAccount;
beforeEach(async () => {
  companion = await startTestCompanion();
  account = await signedInAccount(companion);
});
afterEach(() => companion.close());

const contact = toRegistration(filledRegistration).contact;
const ask = async (token: string) =>
  (await companion.request("ownAccount", { token })).status;

describe("an account of the key's code", () => {
  it("can be taken over: new password and mobile, and nobody else comes back in", async () => {
    const key = await signedInEnterprise(companion, otherUscc);
    const { accounts } = await succeed(
      companion.request,
      "accountsOfEnterprise",
      { token: key.token },
    );
    expect(accounts).toMatchObject([
      { id: account.id, contactName: "小李", maskedMobile: "139****4567" },
    ]);
    const [early] = await recover(companion, "mobile", mobile);
    await succeed(companion.request, "takeOverAccount", {
      params: { accountId: account.id },
      body: {
        password: "Taken-2026!!",
        contactName: "张三",
        mobile: newMobile,
        smsCode: await smsCode(companion, "take-over", newMobile),
      },
      token: key.token,
    });
    expect(await ask(account.token)).toBe(401);
    expect(
      (
        await refusalOf(companion.request, "finishRecovery", {
          body: {
            resetToken: early?.resetToken,
            password: "Stolen-2026!",
          },
        })
      ).code,
    ).toBe("recovery-ended");
    const mine = await signInAccount(companion, account.name, "Taken-2026!!");
    const own = await succeed(companion.request, "ownAccount", mine);
    // The name of the new contact alone: what the earlier one had told is gone.
    expect(own.contact).toEqual({
      email: "",
      isEmailProven: false,
      mobile: newMobile,
      person: {
        name: "张三",
        documentType: "resident-id",
        maskedDocumentNumber: "",
        isSameAsLegalPerson: false,
        validFrom: "",
        validUntil: null,
      },
    });
    expect(
      await refusalOf(companion.request, "changeContact", {
        body: {
          contact: { ...contact, name: "张三", documentNumber: null },
          password: "Taken-2026!!",
          smsCode: null,
          emailCode: null,
        },
        token: mine.token,
      }),
    ).toMatchObject({
      code: "registration-refused",
      facts: { place: "contactDocumentNumber", problem: "required" },
    });
  });

  it("is taken over by a contact with a name", async () => {
    const key = await signedInEnterprise(companion, otherUscc);
    expect(
      await refusalOf(companion.request, "takeOverAccount", {
        params: { accountId: account.id },
        body: {
          password: "Taken-2026!!",
          contactName: " ",
          mobile: newMobile,
          smsCode: await smsCode(companion, "take-over", newMobile),
        },
        token: key.token,
      }),
    ).toMatchObject({
      code: "registration-refused",
      facts: { place: "contactName", problem: "required" },
    });
  });

  it("gives back what it has under review when the key's holder closes it", async () => {
    const filing = await save(companion, account);
    await submitUnsigned(companion, account, filing);
    const key = await signedInEnterprise(companion, otherUscc);
    const remove = async () => {
      const { filings } = await succeed(companion.request, "listFilings", key);
      const [row] = filings;
      return {
        state: row?.state,
        opinion: row?.opinion?.text,
        parts: {
          params: { filingId: filing.id },
          query: { baseVersion: row?.version ?? 0 },
          token: key.token,
        },
      };
    };
    const waiting = await remove();
    expect([
      waiting.state,
      (await refusalOf(companion.request, "deleteFiling", waiting.parts)).code,
    ]).toEqual(["under-review", "filing-transition-refused"]);
    await succeed(companion.request, "closeAccountOfEnterprise", {
      params: { accountId: account.id },
      token: key.token,
    });
    const returned = await remove();
    expect([returned.state, returned.opinion]).toEqual([
      "returned",
      expect.stringContaining("账号已由本企业持有电子钥匙的人员注销"),
    ]);
    await succeed(companion.request, "deleteFiling", returned.parts);
    await save(companion, key);
  });

  it("can be closed, and what was done is on record", async () => {
    const key = await signedInEnterprise(companion, otherUscc);
    await succeed(companion.request, "closeAccountOfEnterprise", {
      params: { accountId: account.id },
      token: key.token,
    });
    expect(await ask(account.token)).toBe(401);
    const events = await companion.database
      .selectFrom("account_events")
      .select(["event", "actor"])
      .orderBy("id")
      .execute();
    expect(events).toEqual([
      { event: "registered", actor: "account" },
      {
        event: "closed",
        actor: expect.stringMatching(/^key:[0-9a-f]{64}$/) as string,
      },
    ]);
    await expect(
      companion.database.deleteFrom("account_events").execute(),
    ).rejects.toThrow("append-only");
  });
});
