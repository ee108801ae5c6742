import type { Page } from "@playwright/test";
import {
  accountPassword,
  endSessionsAtCompanion,
  enterFilingsWithAccount,
  fillCode,
  openWithoutKey,
  registerElsewhere,
  signInWithAccount,
  solveCaptcha,
} from "./desk/account-steps.ts";
import {
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signOut,
} from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";
import { violations } from "./desk/violations.ts";

/** 找回账号密码 up to the accounts that were found. */
async function recoverBy(
  page: Page,
  desk: Desk,
  way: "手机号码" | "邮箱",
  address: string,
): Promise<void> {
  const isMail = way === "邮箱";
  await page.getByRole("button", { name: "找回账号密码" }).click();
  await page.getByRole("radio", { name: way }).check();
  await page.getByLabel(way, { exact: true }).last().fill(address);
  const captcha = page.getByLabel("验证码", { exact: true });
  await captcha.fill("0");
  await page.getByRole("button", { name: "获取验证码" }).click();
  await expect(page.getByText(/^验证码不正确或已过期/)).toBeVisible();
  await expect(captcha).toBeFocused();
  await solveCaptcha(page.locator("form"));
  const by = isMail ? "mail" : "sms";
  const before = (await desk.messages(by)).length;
  await page.getByRole("button", { name: "获取验证码" }).click();
  const code = page.getByLabel(isMail ? "邮件验证码" : "短信验证码", {
    exact: true,
  });
  await expect(code).toBeFocused();
  // It leaves only after the answer, which tells nobody whether there is an account.
  await expect
    .poll(async () => (await desk.messages(by)).length)
    .toBe(before + 1);
  const right = await desk.lastCode(by);
  await code.fill(right === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByText(/还可以输入 4 次/)).toBeVisible();
  await expect(code).toBeFocused();
  await page.screenshot({ path: test.info().outputPath("wrong-code.png") });
  await code.fill(right);
  await page.getByRole("button", { name: "下一步" }).click();
}

test("a forgotten password is set anew by mobile, and changed", async ({
  desk,
  page,
}) => {
  const { accountName, mobile } = await registerElsewhere(desk);
  await desk.useMovableClock();
  await desk.passTime(60_000);
  await openWithoutKey(page, desk);
  await recoverBy(page, desk, "手机号码", mobile);
  await expect(page.getByText(accountName)).toBeVisible();
  const second = "Xiugai-2026!!";
  await page.getByLabel("密码", { exact: true }).fill(second);
  await page.getByLabel("确认密码", { exact: true }).fill(second);
  await page.screenshot({ path: test.info().outputPath("recovery.png") });
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "设置新密码" }).click();
  await expect(page.getByLabel("账号名称")).toHaveValue(accountName);
  await signInWithAccount(page, accountName, second);

  await page.getByRole("button", { name: "修改密码" }).click();
  const change = page.getByRole("dialog", { name: "修改密码" });
  const third = "Disanci-2026!";
  await change.getByLabel("原密码", { exact: true }).fill("Falsch-2026!!");
  await change.getByLabel("新密码", { exact: true }).fill(third);
  await change.getByLabel("确认密码", { exact: true }).fill(third);
  await change.getByRole("button", { name: "修改密码" }).click();
  await expect(change.getByText("密码不正确。")).toBeVisible();
  await change.getByLabel("原密码", { exact: true }).fill(second);
  await page.screenshot({ path: test.info().outputPath("password.png") });
  await change.getByRole("button", { name: "修改密码" }).click();
  await expect(page.getByText(/密码已修改/)).toBeVisible();

  await signOut(page);
  await signInWithAccount(page, accountName, third);
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
});

test("an account proves its mail, changes its contact, is locked and opened, and is closed @browser-host", async ({
  desk,
  page,
}) => {
  test.slow();
  const { accountName, email } = await registerElsewhere(desk);
  await desk.useMovableClock();
  await openWithoutKey(page, desk);
  await signInWithAccount(page, accountName);
  await page.getByRole("button", { name: "账号管理" }).click();
  await expect(
    page.getByText(`${email}（未验证，不能用于找回账号密码）`),
  ).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("account.png") });
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "验证邮箱" }).click();
  const prove = page.getByRole("dialog", { name: "验证邮箱" });
  await fillCode(page, prove, desk, "mail");
  await page.screenshot({ path: test.info().outputPath("prove-email.png") });
  expect(await violations(page)).toEqual([]);
  await prove.getByRole("button", { name: "验证", exact: true }).click();
  await expect(page.getByText(`${email}（已验证`)).toBeVisible();

  await page.getByRole("button", { name: "修改联系人信息" }).click();
  const contact = page.getByRole("dialog", { name: "修改联系人信息" });
  await contact.getByLabel("邮箱", { exact: true }).fill("xin@example.cn");
  await fillCode(page, contact, desk, "mail");
  await contact.getByLabel("手机号码", { exact: true }).fill("13800138000");
  await fillCode(page, contact, desk, "sms");
  await contact.getByLabel("当前密码", { exact: true }).fill("Falsch-2026!!");
  await page.screenshot({ path: test.info().outputPath("contact.png") });
  expect(await violations(page)).toEqual([]);
  await contact.getByRole("button", { name: "保存" }).click();
  await expect(contact.getByText("密码不正确。")).toBeVisible();
  await expect(contact.getByLabel("当前密码", { exact: true })).toBeFocused();
  await contact.getByLabel("当前密码", { exact: true }).fill(accountPassword);
  await endSessionsAtCompanion(desk);
  await contact.getByRole("button", { name: "保存" }).click();
  await contact.getByRole("button", { name: "重新登录" }).click();
  const again = page.getByRole("dialog", { name: "重新登录" });
  await again.getByLabel("密码", { exact: true }).fill(accountPassword);
  await solveCaptcha(again);
  await again.getByRole("button", { name: "登录" }).click();
  await expect(again).toBeHidden();
  await expect(contact.getByRole("alert")).toBeHidden();
  await expect(contact.getByLabel("邮箱", { exact: true })).toHaveValue(
    "xin@example.cn",
  );
  await contact.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("xin@example.cn（已验证")).toBeVisible();
  await expect(page.getByText("13800138000")).toBeVisible();

  await desk.passTime(60_000);
  await signOut(page);
  await recoverBy(page, desk, "邮箱", "xin@example.cn");
  await expect(page.getByText(accountName)).toBeVisible();
  await page.getByRole("button", { name: "返回登录" }).click();
  await signInWithAccount(page, accountName);
  await page.getByRole("button", { name: "账号管理" }).click();

  // Nobody was there for a quarter of an hour.
  await desk.passTime(16 * 60_000);
  const locked = page.getByRole("dialog", { name: "页面已锁定" });
  const password = locked.getByLabel("密码", { exact: true });
  const unlock = locked.getByRole("button", { name: "继续" });
  await expect(unlock).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("locked.png") });
  expect(await violations(page)).toEqual([]);
  await password.fill("Falsch-2026!!");
  await unlock.click();
  await expect(locked.getByText("密码不正确。")).toBeVisible();
  await password.fill(accountPassword);
  await unlock.click();
  await expect(locked).toBeHidden();

  await page.getByRole("button", { name: "注销账号" }).click();
  const close = page.getByRole("dialog", { name: "注销账号" });
  await close.getByLabel("密码", { exact: true }).fill("Falsch-2026!!");
  await fillCode(page, close, desk, "sms");
  await close.getByRole("button", { name: "注销账号" }).click();
  await expect(close.getByText("密码不正确。")).toBeVisible();
  await expect(close.getByLabel("密码", { exact: true })).toBeFocused();
  await close.getByLabel("密码", { exact: true }).fill(accountPassword);
  await page.screenshot({ path: test.info().outputPath("close.png") });
  expect(await violations(page)).toEqual([]);
  await close.getByRole("button", { name: "注销账号" }).click();
  await expect(page.getByLabel("账号名称")).toBeVisible();
  await signInWithAccount(page, accountName);
  await expect(page.getByRole("alert")).toBeVisible();
});

test("the key's holder finds what the account saved and takes the account over; unsigned 上报 ends", async ({
  desk,
  page,
}) => {
  test.slow();
  const { accountName } = await registerElsewhere(desk);
  await openWithoutKey(page, desk);
  await signInWithAccount(page, accountName);
  await enterFilingsWithAccount(page);
  await saveFiling(page);
  await expect(rowOf(page, /测试企业/)).toContainText("已同步");
  await desk.stopClient();

  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await expect(rowOf(page, /测试企业/)).toContainText("待上报");
  await page.getByRole("button", { name: "账号管理" }).click();
  await rowOf(page, accountName).getByRole("button", { name: "接管" }).click();
  const dialog = page.getByRole("dialog", { name: /接管账号/ });
  const password = "Jieguan-2026!";
  await dialog.getByLabel("新密码", { exact: true }).fill(password);
  await dialog.getByLabel("确认密码", { exact: true }).fill(password);
  await expect(dialog.getByLabel("联系人姓名", { exact: true })).toHaveValue(
    "张三",
  );
  await dialog.getByLabel("手机号码", { exact: true }).fill("13800138001");
  await fillCode(page, dialog, desk, "sms");
  await page.screenshot({ path: test.info().outputPath("take-over.png") });
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "接管" }).click();
  await expect(page.getByText(/已接管账号/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("accounts.png") });
  await desk.stopClient();

  await openWithoutKey(page, desk);
  await signInWithAccount(page, accountName);
  await expect(page.getByRole("alert")).toBeVisible();
  await signInWithAccount(page, accountName, password);
  await enterFilingsWithAccount(page);
  await rowOf(page, /测试企业/)
    .getByRole("button", { name: "上报" })
    .click();
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText(/备案须用电子钥匙办理/).first()).toBeVisible({
    timeout: 60_000,
  });
  await desk.stopClient();

  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  await page.getByRole("button", { name: "账号管理" }).click();
  const row = rowOf(page, accountName);
  await expect(row).toContainText("张三");
  await row.getByRole("button", { name: "注销" }).click();
  const close = page.getByRole("dialog", { name: /注销账号/ });
  await page.screenshot({ path: test.info().outputPath("close-of.png") });
  expect(await violations(page)).toEqual([]);
  await close.getByRole("button", { name: "注销" }).click();
  await expect(page.getByText("本企业没有注册账号。")).toBeVisible();
});
