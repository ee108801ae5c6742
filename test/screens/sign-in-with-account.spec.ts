import {
  accountPassword,
  endSessionsAtCompanion,
  enterFilingsWithAccount,
  licencePlatform,
  openIdTitle,
  openWithoutKey,
  registerElsewhere,
  signInWithAccount,
  solveCaptcha,
} from "./desk/account-steps.ts";
import { signOut } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { violations } from "./desk/violations.ts";

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

test("个人用户 and 境外企业 sign in, and the hall says what each can do and why it cannot file", async ({
  desk,
  page,
}) => {
  const person = await registerElsewhere(desk, { accountType: "person" });
  const abroad = await registerElsewhere(desk, {
    accountType: "foreign-enterprise",
    accountName: "abroad2026",
    mobile: "13800138002",
  });
  await openWithoutKey(page, desk);
  for (const [kind, { accountName }] of [
    ["个人用户", person],
    ["境外企业", abroad],
  ] as const) {
    await signInWithAccount(page, accountName);
    await expect(
      licencePlatform(page).getByRole("button", { name: "进入应用" }),
    ).toBeDisabled();
    await expect(licencePlatform(page)).toContainText(
      `${kind}没有统一社会信用代码，不能办理二手车出口备案，可以管理账号和修改密码。`,
    );
    await expect(page.getByRole("button", { name: "我的事项" })).toHaveCount(0);
    await page.screenshot({
      path: test.info().outputPath(`${accountName}.png`),
    });
    await page.getByRole("button", { name: "账号管理" }).click();
    await expect(page.getByText(accountName)).toBeVisible();
    await page.getByRole("button", { name: "操作指南" }).click();
    await expect(page.getByText(/IE兼容设置/)).toBeVisible();
    await signOut(page);
  }
});

test("another picture comes on demand, five wrong passwords lock with the time left, and a kept password signs in after a restart", async ({
  desk,
  page,
}) => {
  const { accountName } = await registerElsewhere(desk);
  await desk.useMovableClock();
  await openWithoutKey(page, desk);
  const picture = page.getByRole("img", { name: "验证码图片" });
  const first = (await picture.getAttribute("src")) ?? "";
  await page.getByRole("button", { name: "看不清，换一张" }).click();
  await expect(picture).not.toHaveAttribute("src", first);

  const password = page.getByLabel("密码", { exact: true });
  for (let wrong = 1; wrong <= 5; wrong += 1) {
    await signInWithAccount(page, accountName, "Falsch-2026!!");
    // A refusal empties the field.
    await expect(password).toHaveValue("");
  }
  await expect(page.getByRole("alert")).toContainText("账号名称或密码不正确");
  await expect(page.getByRole("button", { name: openIdTitle })).toHaveCount(0);
  await signInWithAccount(page, accountName);
  await expect(page.getByRole("alert")).toContainText(
    "账号暂时锁定，请稍后再试",
  );
  await expect(page.getByText(/^还需等待 (1 分 0|0 分 \d+) 秒$/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("locked-out.png") });

  await desk.passTime(61_000);
  await page.getByRole("checkbox", { name: "记住账号密码" }).check();
  await signInWithAccount(page, accountName);
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
  await desk.stopClient();
  await openWithoutKey(page, desk);
  await expect(page.getByLabel("账号名称")).toHaveValue(accountName);
  await expect(password).toHaveValue("");
  await expect(password).toHaveAttribute(
    "placeholder",
    "已记住密码，不填写即可登录",
  );
  await solveCaptcha(page.locator("form"));
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
});
