import type { Page } from "@playwright/test";
import { filledRegistration } from "../fixtures/registration.ts";
import {
  accountPassword,
  enterFilingsWithAccount,
  expectAccountList,
  fillRegistration,
  fillCode,
  licencePlatform,
  openWithoutKey,
  signInWithAccount,
} from "./desk/account-steps.ts";
import { rowOf, saveFiling } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { tracesOf } from "./desk/traces-of.ts";
import { violations } from "./desk/violations.ts";

/** Figure 2.4: search by 应用名称, the application that is not in this client, and both ways to the list. */
async function lookAroundHall(page: Page): Promise<void> {
  const others = page.getByRole("row", {
    name: /两用物项和技术进出口管制业务应用/,
  });
  const enterOthers = others.getByRole("button", { name: "进入应用" });
  await expect(enterOthers).toBeDisabled();
  await expect(enterOthers).toHaveAccessibleDescription(
    "本程序不办理此业务，请在商务部业务系统统一平台网站办理。",
  );
  const name = page.getByLabel("应用名称", { exact: true });
  const search = page.getByRole("button", { name: "查询", exact: true });
  await name.fill("许可证");
  await search.click();
  await expect(others).toBeHidden();
  await expect(licencePlatform(page)).toContainText("对外贸易");
  await name.fill("事项预约");
  await search.click();
  await expect(page.getByText(/没有符合的应用/)).toBeVisible();
  await expect(licencePlatform(page)).toBeHidden();
  await name.fill("");
  await search.click();
  await expect(others).toBeVisible();
  for (const way of ["我的事项", "进度查询"]) {
    await page.getByRole("button", { name: way }).click();
    await expectAccountList(page);
    await page.getByRole("button", { name: "首页" }).click();
  }
}

test("an enterprise without a key registers, looks around the hall, files unsigned, is approved and amends (manual 2.1–2.4)", async ({
  desk,
  page,
}) => {
  test.slow();
  const seen: Record<string, string[]> = {};
  const look = async (screen: string): Promise<void> => {
    await page.screenshot({ path: test.info().outputPath(`${screen}.png`) });
    seen[screen] = await violations(page);
  };
  const typed = { ...filledRegistration, uscc: desk.key.uscc };
  await openWithoutKey(page, desk);
  await expect(page.getByRole("img", { name: "验证码图片" })).toBeVisible();
  await look("sign-in");
  await page.getByRole("button", { name: "请注册" }).click();
  await page.getByRole("button", { name: "注册", exact: true }).click();
  await expect(page.getByLabel("登录账号", { exact: true })).toBeFocused();
  await look("registration-problems");

  await fillRegistration(page, typed);
  await expect(page.getByLabel("真实姓名", { exact: true })).toHaveValue(
    typed.legalPersonName,
  );
  await expect(page.getByLabel("真实姓名", { exact: true })).toBeDisabled();
  await page.getByLabel("密码", { exact: true }).fill("abc");
  await expect(page.getByText(/还需要：/).first()).toBeVisible();
  // Closed by accident: everything but the secrets comes back.
  await expect(page.getByLabel("邮箱", { exact: true })).toHaveValue(
    typed.email,
  );
  await page.getByRole("button", { name: "关闭" }).click();
  await desk.stopClient();
  const idNumber = typed.legalPersonDocumentNumber;
  expect(await tracesOf(idNumber, desk, page)).toEqual([]);
  await openWithoutKey(page, desk);
  await page.getByRole("button", { name: "请注册" }).click();
  await expect(page.getByText("已恢复上次填写的内容")).toBeVisible();
  await expect(
    page.getByLabel("统一社会信用代码", { exact: true }),
  ).toHaveValue(typed.uscc);
  await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");

  await page.getByLabel("密码", { exact: true }).fill(accountPassword);
  await page.getByLabel("确认密码", { exact: true }).fill(accountPassword);
  await expect(page.getByText("密码强度：强")).toBeVisible();
  await expect(page.getByText("两次输入的密码相同")).toBeVisible();
  await fillCode(page, page.locator("form"), desk, "sms");
  await page
    .getByRole("button", { name: "《商务部业务系统统一平台用户注册协议》" })
    .click();
  await look("agreement");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "我已阅读并同意" })
    .click();
  await look("registration");
  await page.getByRole("button", { name: "注册", exact: true }).click();
  await expect(page.getByText(/注册成功/)).toBeVisible();
  await expect(page.getByLabel("账号名称")).toHaveValue(typed.accountName);

  await signInWithAccount(page, typed.accountName);
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
  await look("hall");
  await lookAroundHall(page);
  await enterFilingsWithAccount(page);
  await expect(
    page.getByText(
      "未办理电子钥匙，仅可申请二手车出口备案，不能申领出口许可证。",
    ),
  ).toBeVisible();
  await expect(
    page.getByText(/未办理电子钥匙的企业应先向属地商务主管部门申请电子钥匙/),
  ).toBeVisible();
  await look("list");
  const row = await saveFiling(page);
  await row.getByRole("button", { name: "上报" }).click();
  const dialog = page.getByRole("dialog", {
    name: "上报：核对将要提交的内容",
  });
  await expect(dialog.getByText("荣华中路1号")).toBeVisible();
  await look("submission");
  await dialog.getByRole("button", { name: "提交" }).click();
  await expect(row).toContainText("待审核", { timeout: 60_000 });

  const id = /[0-9a-f]{8}/.exec(await desk.review("list"))?.[0] ?? "";
  expect(await desk.review("show", id)).toContain("账号未核验");
  await desk.review("approve", id);
  await expect(row).toContainText("审核通过");
  await row.getByRole("button", { name: "变更" }).click();
  await page.getByLabel("法定代表人", { exact: true }).fill("小王");
  await page.getByRole("button", { name: "保存信息" }).click();
  await expect(row).toContainText("变更");
  await expect(row).toContainText("待上报");
  await expect(rowOf(page, /测试企业/)).toHaveCount(1);
  expect(await tracesOf(idNumber, desk, page)).toEqual([]);
  // The search finds what is there.
  expect(await tracesOf("SQLite format 3", desk, page)).toContain("client.db");
  expect(Object.values(seen).flat()).toEqual([]);
});
