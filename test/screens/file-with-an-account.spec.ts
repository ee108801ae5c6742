import { filledRegistration } from "../fixtures/registration.ts";
import {
  accountPassword,
  enterFilingsWithAccount,
  fillRegistration,
  fillCode,
  openWithoutKey,
  signInWithAccount,
} from "./desk/account-steps.ts";
import { rowOf, saveFiling } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { violations } from "./desk/violations.ts";

test("an enterprise without a key registers, files unsigned, is approved and amends (manual 2.1–2.4)", async ({
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
  await enterFilingsWithAccount(page);
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
  expect(Object.values(seen).flat()).toEqual([]);
});
