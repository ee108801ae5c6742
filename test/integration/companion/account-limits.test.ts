import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  accountPassword,
  lastCode,
  mobile,
  registerParts,
  signInAccountParts,
  signedInAccount,
  smsCode,
  solveCaptcha,
} from "./test-account.ts";
import { otherUscc } from "./test-enterprise.ts";

// Dozens of tries in a row, each with its password hash, on a machine that does other things too.
vi.setConfig({ testTimeout: 120_000 });

let companion: TestCompanion;
beforeEach(async () => {
  companion = await startTestCompanion();
});
afterEach(() => companion.close());

const askForCode = async (to = mobile) => ({
  body: {
    purpose: "register",
    mobile: to,
    captcha: await solveCaptcha(companion),
  },
});

describe("an SMS code", () => {
  const register = async (code: string) =>
    companion.request("register", {
      body: {
        registration: toRegistration(filledRegistration),
        password: accountPassword,
        smsCode: code,
        hasAgreed: true,
        bindingToken: null,
      },
    });
  const codeOf = async (code: string) =>
    ((await register(code)).body as { code?: string }).code;

  it("is sent once a minute to a mobile, whatever for", async () => {
    const first = await succeed(
      companion.request,
      "sendSmsCode",
      await askForCode(),
    );
    expect(first).toEqual({
      expiresAt: "2026-03-01T00:05:00.000Z",
      nextAllowedAt: "2026-03-01T00:01:00.000Z",
    });
    companion.advance(20_000);
    const { body } = await askForCode();
    expect(
      await refusalOf(companion.request, "sendSmsCode", {
        body: { ...body, purpose: "take-over" },
      }),
    ).toEqual({
      status: 429,
      code: "code-too-soon",
      facts: { retryAfterSeconds: 40 },
    });
    await succeed(
      companion.request,
      "sendSmsCode",
      await askForCode("13700000000"),
    );
    companion.advance(40_000);
    await succeed(companion.request, "sendSmsCode", await askForCode());
    expect(companion.sent.map(({ way, to }) => [way, to])).toEqual([
      ["sms", mobile],
      ["sms", "13700000000"],
      ["sms", mobile],
    ]);
  });

  it("ends after five wrong tries, the right one included", async () => {
    const right = await smsCode(companion, "register");
    const wrong = right === "000000" ? "000001" : "000000";
    const answers: unknown[] = [];
    for (let each = 0; each < 5; each += 1) answers.push(await codeOf(wrong));
    answers.push(await codeOf(right));
    expect(answers).toEqual([
      ...Array<string>(5).fill("code-wrong"),
      "code-expired",
    ]);
  });

  it("ends after five minutes, with the next one, and with its use", async () => {
    const late = await smsCode(companion, "register");
    companion.advance(5 * minuteMs);
    expect(await codeOf(late)).toBe("code-expired");
    const replaced = await smsCode(companion, "register");
    const valid = await smsCode(companion, "register");
    if (replaced !== valid) expect(await codeOf(replaced)).toBe("code-wrong");
    expect((await register(valid)).status).toBe(200);
    expect(await codeOf(valid)).toBe("code-expired");
  });

  it("serves no other purpose and no other mobile", async () => {
    const forTakeOver = await smsCode(companion, "take-over");
    expect(await codeOf(forTakeOver)).toBe("code-expired");
    const forOther = await smsCode(companion, "register", "13700000000");
    expect(await codeOf(forOther)).toBe("code-expired");
  });

  it("makes one account of two requests at once", async () => {
    const code = await smsCode(companion, "register");
    const answers = await Promise.all([register(code), register(code)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const rows = await companion.database
      .selectFrom("accounts")
      .select("name")
      .execute();
    expect(rows).toEqual([{ name: "ceshi2026" }]);
  });

  it("is not kept in clear, nor is any mobile it was sent to", async () => {
    const code = await smsCode(companion, "register");
    const rows = JSON.stringify([
      await companion.database
        .selectFrom("verification_codes")
        .selectAll()
        .execute(),
      await companion.database.selectFrom("sent_codes").selectAll().execute(),
      await companion.database
        .selectFrom("sign_in_tries")
        .selectAll()
        .execute(),
    ]);
    expect([rows.includes(`"${code}"`), rows.includes(mobile)]).toEqual([
      false,
      false,
    ]);
  });

  it("that could not be sent may be asked for again at once, counts for no day, and replaces none", async () => {
    let isBroken = true;
    const sent: string[] = [];
    const flaky = await startTestCompanion({
      messages: {
        sms: async ({ text }) => {
          if (isBroken) throw new Error("no answer");
          sent.push(text);
        },
        mail: async () => {},
      },
    });
    const ask = async () =>
      flaky.request("sendSmsCode", {
        body: {
          purpose: "register",
          mobile,
          captcha: await solveCaptcha(flaky),
        },
      });
    isBroken = false;
    await ask();
    flaky.advance(minuteMs);
    isBroken = true;
    const answers: unknown[] = [];
    for (let each = 0; each < 12; each += 1) {
      const { status, body } = await ask();
      answers.push([status, (body as { code: string }).code]);
    }
    expect(answers).toEqual(
      Array.from({ length: 12 }, () => [502, "code-not-sent"]),
    );
    // The one that did arrive is still good: nothing has taken its place.
    const kept = await flaky.request("register", {
      body: {
        registration: toRegistration(filledRegistration),
        password: accountPassword,
        smsCode: /验证码 (\d{6})/.exec(sent[0] ?? "")?.[1],
        hasAgreed: true,
        bindingToken: null,
      },
    });
    isBroken = false;
    const again = await ask();
    await flaky.close();
    expect([kept.status, again.status, sent.length]).toEqual([200, 200, 2]);
  });

  it("to one mobile becomes slower after ten a day, and what is refused costs no further wait", async () => {
    const answers: unknown[] = [];
    for (let minute = 1; minute <= 21; minute += 1) {
      companion.advance(minuteMs);
      const { status, body } = await companion.request(
        "sendSmsCode",
        await askForCode(),
      );
      answers.push(
        status === 200
          ? "sent"
          : (body as { facts: { retryAfterSeconds: number } }).facts
              .retryAfterSeconds,
      );
    }
    // The waits double: 1, 2, 4 … 64 seconds after the sixteenth, 128 after the next.
    expect(answers).toEqual([
      ...Array<string>(16).fill("sent"),
      ...[4, "sent", 68, 8, "sent"],
    ]);
    companion.advance(minuteMs);
    const { facts } = await refusalOf(
      companion.request,
      "sendSmsCode",
      await askForCode(),
    );
    expect(facts).toEqual({ retryAfterSeconds: 196 });
    companion.advance(196_000);
    await succeed(companion.request, "sendSmsCode", await askForCode());
    expect(companion.sent.length).toBe(19);
  });

  it("asked for by one address becomes slower after forty a day, whatever the mobiles", async () => {
    const ask = async (each: number) =>
      companion.request(
        "sendSmsCode",
        await askForCode(`139000000${String(each).padStart(2, "0")}`),
      );
    const statuses: number[] = [];
    for (let each = 1; each <= 40; each += 1)
      statuses.push((await ask(each)).status);
    expect(statuses).toEqual(Array<number>(40).fill(200));
    expect((await ask(41)).body).toMatchObject({
      code: "rate-limited",
      facts: { retryAfterSeconds: 1 },
    });
    expect(companion.sent.length).toBe(40);
  });
});

describe("a password", () => {
  const fail = async (name: string, password = "Wrong-2026!!") =>
    refusalOf(
      companion.request,
      "signInWithAccount",
      await signInAccountParts(companion, name, password),
    );

  it("locks its account after five wrong ones, with the time left, in any spelling of the name", async () => {
    await signedInAccount(companion);
    for (let each = 0; each < 5; each += 1)
      expect(
        (await fail(each % 2 === 0 ? "ceshi2026" : "CeShi2026")).code,
      ).toBe("credentials-wrong");
    const waits: unknown[] = [];
    for (let each = 0; each < 6; each += 1) {
      const { code, facts } = await fail("ceshi2026", accountPassword);
      expect(code).toBe("account-locked");
      waits.push(facts?.["retryAfterSeconds"]);
      companion.advance(Number(facts?.["retryAfterSeconds"]) * 1000);
      await fail("ceshi2026");
    }
    expect(waits).toEqual([60, 120, 240, 480, 900, 900]);
  });

  it("of one account does not lock another", async () => {
    await signedInAccount(companion);
    for (let each = 0; each < 6; each += 1) await fail("somebody1");
    await succeed(
      companion.request,
      "signInWithAccount",
      await signInAccountParts(companion, "ceshi2026"),
    );
  });

  it("is limited for an address that tries many names", async () => {
    for (let each = 0; each < 30; each += 1)
      expect((await fail(`stranger${each}`)).code).toBe("credentials-wrong");
    expect((await fail("another2026")).code).toBe("rate-limited");
  });

  it("is limited for an address that signs in to an account of its own in between", async () => {
    await signedInAccount(companion);
    for (let each = 0; each < 30; each += 1) {
      expect((await fail(`stranger${each}`)).code).toBe("credentials-wrong");
      if (each % 10 === 9 && each < 29)
        await succeed(
          companion.request,
          "signInWithAccount",
          await signInAccountParts(companion, "ceshi2026"),
        );
    }
    expect((await fail("another2026")).code).toBe("rate-limited");
    // Its own success costs an office nothing: the next may sign in at once.
    companion.advance(1000);
    for (let each = 0; each < 2; each += 1)
      await succeed(
        companion.request,
        "signInWithAccount",
        await signInAccountParts(companion, "ceshi2026"),
      );
    expect((await fail("another2026")).code).toBe("credentials-wrong");
    expect((await fail("another2026")).facts?.["retryAfterSeconds"]).toBe(2);
  });

  it("does not let many tries at once slip through", async () => {
    const parts = await Promise.all(
      Array.from({ length: 12 }, () =>
        signInAccountParts(companion, "ceshi2026", "wrong"),
      ),
    );
    const answers = await Promise.all(
      parts.map((each) => companion.request("signInWithAccount", each)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it("set by recovery opens a locked account at once", async () => {
    await signedInAccount(companion);
    for (let each = 0; each < 6; each += 1) await fail("ceshi2026");
    companion.advance(minuteMs);
    const { recoveryId } = await succeed(companion.request, "startRecovery", {
      body: {
        by: "mobile",
        address: mobile,
        captcha: await solveCaptcha(companion),
      },
    });
    const { accounts } = await succeed(companion.request, "proveRecovery", {
      params: { recoveryId },
      body: { code: lastCode(companion) },
    });
    await succeed(companion.request, "finishRecovery", {
      body: {
        resetToken: accounts[0]?.resetToken,
        password: "Another-2026",
      },
    });
    await succeed(
      companion.request,
      "signInWithAccount",
      await signInAccountParts(companion, "ceshi2026", "Another-2026"),
    );
  });
});

describe("a second registration", () => {
  it("of the same code, or of the same name in any spelling, is refused after the mobile was proven", async () => {
    await signedInAccount(companion);
    const sameCode = await registerParts(companion, {
      accountName: "another2026",
      uscc: otherUscc,
    });
    expect(
      (await refusalOf(companion.request, "register", sameCode)).code,
    ).toBe("enterprise-has-account");
    const sameName = await registerParts(companion, {
      accountName: "CESHI2026",
      accountType: "person",
    });
    expect(
      (await refusalOf(companion.request, "register", sameName)).code,
    ).toBe("account-name-taken");
    // The same code of the SMS, with another name: nobody waits for a second one.
    const body = sameName.body as { registration: { accountName: string } };
    body.registration.accountName = "another2026";
    await succeed(companion.request, "register", sameName);
  });

  it("asks about five names with one code and no more", async () => {
    await signedInAccount(companion);
    const asked = await registerParts(companion, {
      accountName: "ceshi2026",
      accountType: "person",
    });
    const codes: string[] = [];
    for (let each = 0; each < 6; each += 1)
      codes.push((await refusalOf(companion.request, "register", asked)).code);
    expect(codes).toEqual([
      ...Array.from({ length: 5 }, () => "account-name-taken"),
      "code-expired",
    ]);
  });
});
