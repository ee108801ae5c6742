import { randomUUID } from "node:crypto";
import { openAccountSecrets } from "../../../src-companion/accounts/account-secrets.ts";
import {
  createCaptcha,
  randomPictureText,
} from "../../../src-companion/captchas/captcha-store.ts";
import {
  toRegistration,
  type TypedRegistration,
} from "../../../src-shared/accounts/typed-registration.ts";
import type { SmsPurpose } from "../../../src-shared/companion-api/account-shapes.ts";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import {
  succeed,
  type ReplyOf,
  type RequestParts,
} from "./companion-requester.ts";
import type { TestCompanion } from "./start-test-companion.ts";
import {
  freeze,
  otherUscc,
  uploadFiles,
  type TestFiler,
} from "./test-enterprise.ts";

export const accountPassword = "Ceshi-2026!";
export const mobile = filledRegistration.mobile;

export interface TestAccount extends TestFiler {
  readonly id: string;
  readonly name: string;
}

/** A captcha read off its picture; each asked for from another address, because sums and captchas are counted by it. */
export async function solveCaptcha({
  database,
  dataDir,
  clock,
}: TestCompanion): Promise<{ id: string; answer: string }> {
  const parts = {
    database,
    secrets: openAccountSecrets(dataDir),
    now: () => clock.now,
  };
  const riddle = randomPictureText();
  const { id } = await createCaptcha(parts, riddle, randomUUID());
  return { id, answer: riddle.answer };
}

/** The code of the message that came last. */
export function lastCode({ sent }: TestCompanion): string {
  const code = /验证码 (\d{6})/.exec(sent.at(-1)?.text ?? "")?.[1];
  if (code === undefined) throw new Error("no code was sent");
  return code;
}

/** Asks for a code and reads it from the SMS; a minute later, so that the next may be asked for at once. */
export async function smsCode(
  companion: TestCompanion,
  purpose: SmsPurpose,
  to = mobile,
): Promise<string> {
  companion.advance(60_000);
  await succeed(companion.request, "sendSmsCode", {
    body: { purpose, mobile: to, captcha: await solveCaptcha(companion) },
  });
  return lastCode(companion);
}

/** The same by mail, of a signed-in account. */
export async function emailCode(
  companion: TestCompanion,
  { token }: TestFiler,
  email: string,
): Promise<string> {
  companion.advance(60_000);
  await succeed(companion.request, "sendEmailCode", {
    body: { email, captcha: await solveCaptcha(companion) },
    token,
  });
  return lastCode(companion);
}

/** 验证邮箱 of the mail given at 注册, so that 找回账号密码 may use it. */
export async function proveEmail(
  companion: TestCompanion,
  account: TestFiler,
): Promise<void> {
  const code = await emailCode(companion, account, filledRegistration.email);
  await succeed(companion.request, "proveEmail", {
    body: { emailCode: code },
    token: account.token,
  });
}

/** A right registration, except for what a test wants otherwise. */
export async function registerParts(
  companion: TestCompanion,
  typed: Partial<TypedRegistration> = {},
  rest: { password?: string; smsCode?: string; bindingToken?: string } = {},
): Promise<RequestParts> {
  const registration = toRegistration({ ...filledRegistration, ...typed });
  const code =
    rest.smsCode ??
    (await smsCode(companion, "register", registration.contact.mobile));
  return {
    body: {
      registration,
      password: rest.password ?? accountPassword,
      smsCode: code,
      hasAgreed: true,
      bindingToken: rest.bindingToken ?? null,
    },
  };
}

export async function signInAccountParts(
  companion: TestCompanion,
  accountName: string,
  password = accountPassword,
): Promise<RequestParts> {
  const captcha = await solveCaptcha(companion);
  return { body: { accountName, password, captcha } };
}

export async function signedInAccount(
  companion: TestCompanion,
  typed: Partial<TypedRegistration> = {},
): Promise<TestAccount> {
  const { accountName } = await succeed(
    companion.request,
    "register",
    await registerParts(companion, { uscc: otherUscc, ...typed }),
  );
  return signInAccount(companion, accountName);
}

export async function signInAccount(
  companion: TestCompanion,
  accountName: string,
  password = accountPassword,
): Promise<TestAccount> {
  const { token, account } = await succeed(
    companion.request,
    "signInWithAccount",
    await signInAccountParts(companion, accountName, password),
  );
  const { id, name, uscc } = account;
  return { id, name, uscc: uscc ?? "", token };
}

/** 找回账号密码 up to the new password: the accounts of a mobile or mail, each with its token. */
export async function recover(
  companion: TestCompanion,
  by: "mobile" | "email",
  address: string,
): Promise<ReplyOf<"proveRecovery">["accounts"]> {
  companion.advance(60_000);
  const { recoveryId } = await succeed(companion.request, "startRecovery", {
    body: { by, address, captcha: await solveCaptcha(companion) },
  });
  const { accounts } = await succeed(companion.request, "proveRecovery", {
    params: { recoveryId },
    body: { code: lastCode(companion) },
  });
  return accounts;
}

/** 上报 without a signature. */
export async function submitUnsigned(
  companion: TestCompanion,
  account: TestFiler,
  filing: FilingRecord,
): Promise<ReplyOf<"submit">> {
  await uploadFiles(companion, account);
  return succeed(companion.request, "submit", {
    params: { filingId: filing.id },
    body: { frozen: freeze(companion, filing), signature: null },
    token: account.token,
  });
}
