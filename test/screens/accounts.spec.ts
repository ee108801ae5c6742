import { join } from "node:path";
import Database from "better-sqlite3";
import {
  accountPassword,
  enterFilingsWithAccount,
  fillSmsCode,
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
} from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";
import { violations } from "./desk/violations.ts";

/** As an API that was restored from yesterday's backup, or whose clock says that the time is over. */
async function endSessionsAtCompanion(desk: Desk): Promise<void> {
  await desk.stopCompanion();
  const database = new Database(join(desk.companionFolder, "companion.sqlite"));
  database.prepare("DELETE FROM sessions").run();
  database.close();
  await desk.startCompanion();
}

test("a session that ended at the API is taken up in place, and the half-filled form stays", async ({
  desk,
  page,
}) => {
  const { accountName } = await registerElsewhere(desk);
  await openWithoutKey(page, desk);
  await signInWithAccount(page, accountName, "Falsch-2026!!");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");
  await signInWithAccount(page, accountName);
  await enterFilingsWithAccount(page);
  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
  await expect(page.getByText(/已自动保存/).first()).toBeVisible();

  await endSessionsAtCompanion(desk);
  await page.getByRole("button", { name: "重新登录", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "重新登录" });
  await page.screenshot({ path: test.info().outputPath("sign-in-again.png") });
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("密码", { exact: true }).fill(accountPassword);
  await solveCaptcha(dialog);
  await dialog.getByRole("button", { name: "登录" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
    "小潘",
  );
  await expect(
    page.getByRole("button", { name: "重新登录", exact: true }),
  ).toBeHidden();
});

test("a forgotten password is set anew by mail, changed, and the account managed and closed", async ({
  desk,
  page,
}) => {
  const { accountName, email } = await registerElsewhere(desk);
  await openWithoutKey(page, desk);
  await page.getByRole("button", { name: "找回账号密码" }).click();
  await page.getByRole("radio", { name: "邮箱" }).check();
  await page.getByLabel("邮箱", { exact: true }).last().fill(email);
  await solveCaptcha(page.locator("form"));
  await page.getByRole("button", { name: "获取验证码" }).click();
  const code = page.getByLabel("邮件验证码", { exact: true });
  await expect(code).toBeFocused();
  await code.fill(await desk.lastCode("mail"));
  await page.getByRole("button", { name: "下一步" }).click();
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
  await expect(change.getByText("当前密码不正确。")).toBeVisible();
  await change.getByLabel("原密码", { exact: true }).fill(second);
  await page.screenshot({ path: test.info().outputPath("password.png") });
  await change.getByRole("button", { name: "修改密码" }).click();
  await expect(page.getByText(/密码已修改/)).toBeVisible();

  await page.getByRole("button", { name: "账号管理" }).click();
  await expect(page.getByText(email)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("account.png") });
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "修改联系人信息" }).click();
  const contact = page.getByRole("dialog", { name: "修改联系人信息" });
  await contact.getByLabel("邮箱", { exact: true }).fill("xin@example.cn");
  await contact.getByLabel("手机号码", { exact: true }).fill("13800138000");
  await fillSmsCode(page, contact, desk);
  await page.screenshot({ path: test.info().outputPath("contact.png") });
  await endSessionsAtCompanion(desk);
  await contact.getByRole("button", { name: "保存" }).click();
  await contact.getByRole("button", { name: "重新登录" }).click();
  const again = page.getByRole("dialog", { name: "重新登录" });
  await again.getByLabel("密码", { exact: true }).fill(third);
  await solveCaptcha(again);
  await again.getByRole("button", { name: "登录" }).click();
  await expect(again).toBeHidden();
  await expect(contact.getByRole("alert")).toBeHidden();
  await expect(contact.getByLabel("邮箱", { exact: true })).toHaveValue(
    "xin@example.cn",
  );
  await contact.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("xin@example.cn")).toBeVisible();
  await expect(page.getByText("13800138000")).toBeVisible();

  await page.getByRole("button", { name: "退出登录" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "退出登录" })
    .click();
  await signInWithAccount(page, accountName, third);
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
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
  await dialog.getByLabel("手机号码", { exact: true }).fill("13800138001");
  await fillSmsCode(page, dialog, desk);
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
});

test("个人用户 signs in, and the hall says why it cannot file", async ({
  desk,
  page,
}) => {
  const { accountName } = await registerElsewhere(desk, {
    accountType: "person",
  });
  await openWithoutKey(page, desk);
  await signInWithAccount(page, accountName);
  await expect(
    page.getByText(/个人用户没有统一社会信用代码/).first(),
  ).toBeVisible();
  await expect(
    page
      .getByRole("row", { name: /商务部进出口许可证统一管理平台/ })
      .getByRole("button", { name: "进入应用" }),
  ).toBeDisabled();
  await page.screenshot({ path: test.info().outputPath("person.png") });
  await page.getByRole("button", { name: "账号管理" }).click();
  await expect(page.getByText(accountName)).toBeVisible();
  await page.getByRole("button", { name: "操作指南" }).click();
  await expect(page.getByText(/IE兼容设置/)).toBeVisible();
});
