import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import Database from "better-sqlite3";
import {
  toRegistration,
  type TypedRegistration,
} from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { choose } from "./clerk-steps.ts";
import { expect, type Desk } from "./desk.ts";

export const accountPassword = "Ershouche-2026!";

/** The button that is there only where a provider is configured. */
export const openIdTitle = "国家政务服务平台账号登录";

/** A client at a desk without a key. */
export async function openWithoutKey(page: Page, desk: Desk): Promise<void> {
  await page.goto(await desk.startClient({ modules: [] }));
  await expect(page.getByLabel("账号名称")).toBeVisible();
}

/** As somebody does who cannot see pictures: the sum in place of the picture. */
export async function solveCaptcha(scope: Locator): Promise<void> {
  const useSum = scope.getByRole("button", { name: "看不到图片，改用算式" });
  if (await useSum.isVisible()) await useSum.click();
  const question = scope.getByText(/请计算：/);
  await expect(question).toBeVisible();
  await scope
    .getByLabel("验证码", { exact: true })
    .fill(sumOf(await question.innerText()));
}

function sumOf(question: string): string {
  const [, one, sign, other] = /(\d+) ([+-]) (\d+)/.exec(question) ?? [];
  return String(Number(one) + (sign === "-" ? -1 : 1) * Number(other));
}

/** 获取短信验证码 or 获取邮件验证码, the captcha before it, and the code from the outbox into its field. */
export async function fillCode(
  page: Page,
  scope: Locator,
  desk: Desk,
  way: "sms" | "mail",
): Promise<void> {
  const label = way === "sms" ? "短信验证码" : "邮件验证码";
  const field = scope.getByLabel(label, { exact: true });
  await scope.getByRole("button", { name: `获取${label}` }).click();
  const dialog = page.getByRole("dialog", { name: `获取${label}` });
  await solveCaptcha(dialog);
  await dialog.getByRole("button", { name: "发送" }).click();
  await expect(dialog).toBeHidden();
  await expect(
    scope
      .getByRole("group")
      .filter({ has: page.getByLabel(label, { exact: true }) })
      .getByRole("button", { name: /秒后可重新获取/ }),
  ).toBeDisabled();
  await field.fill(await desk.lastCode(way));
}

const texts: readonly (readonly [string, keyof TypedRegistration])[] = [
  ["登录账号", "accountName"],
  ["显示名", "displayName"],
  ["企业名称", "enterpriseName"],
  ["统一社会信用代码", "uscc"],
  ["法定代表人/负责人姓名", "legalPersonName"],
  ["法定代表人/负责人证件号码", "legalPersonDocumentNumber"],
  ["证件有效期开始日期", "validFrom"],
  ["邮箱", "email"],
  ["手机号码", "mobile"],
];

/** Figure 2.2 of the manual for 境内企业; the contact is the legal person. */
export async function fillRegistration(
  page: Page,
  typed: TypedRegistration,
): Promise<void> {
  await page.getByRole("radio", { name: "境内企业" }).check();
  for (const [label, name] of texts)
    await page.getByLabel(label, { exact: true }).fill(String(typed[name]));
  await choose(page, "企业类型", typed.enterpriseType);
  await choose(page, "省", "北京市");
  await choose(page, "市", "市辖区");
  await choose(page, "县", "东城区");
  await page
    .getByRole("checkbox", { name: "个人证件信息与法定代表人证件信息一致" })
    .check();
  await page.getByRole("checkbox", { name: "长期有效" }).check();
}

/** What is never kept: a password twice, the code by SMS, and the agreement read to its end. */
export async function fillSecrets(page: Page, desk: Desk): Promise<void> {
  await page.getByLabel("密码", { exact: true }).fill(accountPassword);
  await page.getByLabel("确认密码", { exact: true }).fill(accountPassword);
  await fillCode(page, page.locator("form"), desk, "sms");
  await page
    .getByRole("button", { name: "《商务部业务系统统一平台用户注册协议》" })
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "我已阅读并同意" })
    .click();
}

/** 账号登录, figure 2.3. */
export async function signInWithAccount(
  page: Page,
  accountName: string,
  password = accountPassword,
): Promise<void> {
  await page.getByLabel("账号名称").fill(accountName);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await solveCaptcha(page.locator("form"));
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** The row of the one application of 业务大厅 that is in this client. */
export function licencePlatform(page: Page): Locator {
  return page.getByRole("row", { name: /商务部进出口许可证统一管理平台/ });
}

/** Figures 2.4 and 2.5. */
export async function enterFilingsWithAccount(page: Page): Promise<void> {
  await licencePlatform(page).getByRole("button", { name: "进入应用" }).click();
  await expectAccountList(page);
}

/** The list of a session without a key: no 出口许可证 beside it. */
export async function expectAccountList(page: Page): Promise<void> {
  await expect(
    page.getByRole("heading", { name: "二手车出口企业备案列表" }),
  ).toBeVisible();
}

/** An account that was made elsewhere before. */
export async function registerElsewhere(
  desk: Desk,
  patch: Partial<TypedRegistration> = {},
): Promise<TypedRegistration> {
  const typed = { ...filledRegistration, uscc: desk.key.uscc, ...patch };
  const ask = async (path: string, body: unknown): Promise<unknown> => {
    const reply = await fetch(`${desk.companionOrigin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
    return reply.json();
  };
  const captcha = (await ask("/v1/captchas", { kind: "arithmetic" })) as {
    id: string;
    question: string;
  };
  await ask("/v1/sms-codes", {
    purpose: "register",
    mobile: typed.mobile,
    captcha: { id: captcha.id, answer: sumOf(captcha.question) },
  });
  await ask("/v1/accounts", {
    registration: toRegistration(typed),
    password: accountPassword,
    smsCode: await desk.lastCode("sms"),
    hasAgreed: true,
    bindingToken: null,
  });
  return typed;
}

/** As an API that was restored from yesterday's backup, or whose clock says that the time is over. */
export async function endSessionsAtCompanion(desk: Desk): Promise<void> {
  await desk.stopCompanion();
  const database = new Database(join(desk.companionFolder, "companion.sqlite"));
  database.prepare("DELETE FROM sessions").run();
  database.close();
  await desk.startCompanion();
}
