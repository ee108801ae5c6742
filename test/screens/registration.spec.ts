import { filledRegistration } from "../fixtures/registration.ts";
import {
  accountPassword,
  fillRegistration,
  fillSecrets,
  openWithoutKey,
  registerElsewhere,
  signInWithAccount,
} from "./desk/account-steps.ts";
import { choose } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { violations } from "./desk/violations.ts";

const sameBox = "个人证件信息与法定代表人证件信息一致";

test("注册 asks each account type for what applies to it, and 个人用户 registers", async ({
  desk,
  page,
}) => {
  const typed = filledRegistration;
  await openWithoutKey(page, desk);
  await page.getByRole("button", { name: "注册" }).click();
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const same = page.getByRole("checkbox", { name: sameBox });
  const only = {
    境内企业: ["企业类型", "统一社会信用代码", "省"],
    企业: ["企业名称", "法定代表人/负责人姓名"],
  };

  await page.getByRole("radio", { name: "境内企业" }).check();
  for (const label of [...only.境内企业, ...only.企业])
    await expect(field(label)).toBeVisible();
  await field("法定代表人/负责人姓名").fill(typed.legalPersonName);
  await field("法定代表人/负责人证件号码").fill(
    typed.legalPersonDocumentNumber,
  );
  await same.check();
  await expect(field("真实姓名")).toHaveValue(typed.legalPersonName);
  await expect(field("真实姓名")).toBeDisabled();
  await expect(field("证件号码")).toHaveValue(typed.legalPersonDocumentNumber);
  await expect(field("证件号码")).toBeDisabled();
  await same.uncheck();
  await field("真实姓名").fill(typed.contactName);
  await expect(field("真实姓名")).toHaveValue(typed.contactName);
  await expect(field("证件号码")).toBeEditable();

  await page.getByRole("radio", { name: "境外企业" }).check();
  for (const label of only.境内企业) await expect(field(label)).toHaveCount(0);
  for (const label of only.企业) await expect(field(label)).toBeVisible();
  await expect(page.getByText(/境外企业没有统一社会信用代码/)).toBeVisible();
  await page.screenshot({
    path: test.info().outputPath("abroad.png"),
    fullPage: true,
  });
  expect(await violations(page)).toEqual([]);

  await page.getByRole("radio", { name: "个人用户" }).check();
  for (const label of [...only.境内企业, ...only.企业])
    await expect(field(label)).toHaveCount(0);
  await expect(same).toHaveCount(0);
  await expect(page.getByText(/个人用户没有统一社会信用代码/)).toBeVisible();
  await field("登录账号").fill(typed.accountName);
  await field("显示名").fill(typed.displayName);
  await field("真实姓名").fill(typed.contactName);
  await choose(page, "证件类型", "护照");
  await field("证件号码").fill("E12345678");
  await field("证件有效期开始日期").fill(typed.validFrom);
  await page.getByRole("checkbox", { name: "长期有效" }).check();
  await field("邮箱").fill(typed.email);

  // Without a mobile no code can be sent; the sentence goes with the number that it was about.
  await page.getByRole("button", { name: "获取短信验证码" }).click();
  const first = page.getByText("请先填写正确的手机号码");
  await expect(first).toBeVisible();
  await field("手机号码").fill(typed.mobile);
  await expect(first).toHaveCount(0);
  await fillSecrets(page, desk);
  const waiting = page.getByRole("button", { name: /秒后可重新获取/ });
  await expect(waiting).toBeDisabled();
  await field("手机号码").fill("13800138009");
  await expect(waiting).toHaveCount(0);
  await field("手机号码").fill(typed.mobile);
  await expect(waiting).toBeVisible();
  await page.screenshot({
    path: test.info().outputPath("person.png"),
    fullPage: true,
  });
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "注册", exact: true }).click();
  await expect(page.getByText(/注册成功/)).toBeVisible();
  await signInWithAccount(page, typed.accountName, accountPassword);
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
});

test("a second 注册 of one 统一社会信用代码 is refused at that field, everything typed stays, and 找回账号密码 is beside it", async ({
  desk,
  page,
}) => {
  const first = await registerElsewhere(desk);
  const typed = {
    ...first,
    accountName: "dierge2026",
    mobile: "13800138003",
  };
  await openWithoutKey(page, desk);
  await page.getByRole("button", { name: "请注册" }).click();
  await fillRegistration(page, typed);
  await fillSecrets(page, desk);
  await page.getByRole("button", { name: "注册", exact: true }).click();
  const uscc = page.getByLabel("统一社会信用代码", { exact: true });
  await expect(uscc).toHaveAccessibleDescription(
    /这个统一社会信用代码已注册账号。请点击“找回账号密码”找回/,
  );
  await expect(uscc).toBeFocused();
  for (const [label, text] of [
    ["登录账号", typed.accountName],
    ["统一社会信用代码", typed.uscc],
    ["企业名称", typed.enterpriseName],
    ["邮箱", typed.email],
    ["手机号码", typed.mobile],
    ["密码", accountPassword],
    ["确认密码", accountPassword],
    ["短信验证码", await desk.lastCode("sms")],
  ] as const)
    await expect(page.getByLabel(label, { exact: true })).toHaveValue(text);
  await page.screenshot({ path: test.info().outputPath("taken-code.png") });
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "找回账号密码" }).click();
  await expect(
    page.getByRole("heading", { name: "找回账号密码" }),
  ).toBeVisible();
});
