import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  createKeySimulator,
  type GivenRule,
  type KeySimulator,
} from "../../dev/key-simulator.ts";
import { signInWithKey, signOut } from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";

async function openWithTries(
  desk: Desk,
  page: Page,
  pinTries: number,
): Promise<KeySimulator> {
  const keys = createKeySimulator(join(desk.folder, "simulator"), {
    tokens: ["演示电子钥匙"],
  });
  keys.configure({ pinTries });
  await page.goto(
    await desk.startClient({
      modules: [keys.modulePath],
      environment: keys.environment,
    }),
  );
  return keys;
}

test(
  "the last try wants 我确认 typed, and a locked key says how it is unlocked",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const keys = await openWithTries(desk, page, 2);
    await signInWithKey(page, desk.key, "00000000");
    await expect(
      page.getByText("密码不正确，在本机已连续输错 1 次"),
    ).toBeVisible();
    await expect(page.getByText("这是最后一次输入机会")).toBeVisible();
    const signIn = page.getByRole("button", { name: "登录", exact: true });
    await page.getByLabel("密码", { exact: true }).fill("00000000");
    await expect(signIn).toBeDisabled();
    await page.getByLabel("确认继续请输入“我确认”").fill("我确定");
    await expect(signIn).toBeDisabled();
    expect(keys.pinAttempts()).toHaveLength(1);
    await page.getByLabel("确认继续请输入“我确认”").fill("我确认");
    await signIn.click();
    await expect(page.getByText("电子钥匙已锁定").first()).toBeVisible();
    const unlocking = "请联系发放电子钥匙的机构办理解锁";
    await expect(
      page.getByRole("alert").filter({ hasText: unlocking }),
    ).toBeVisible();
    await page.getByText("为什么不能用").click();
    await expect(
      page.getByRole("cell").filter({ hasText: unlocking }),
    ).toBeVisible();
    await expect(signIn).toBeDisabled();
    expect(keys.pinAttempts()).toHaveLength(2);
  },
);

test(
  "修改PIN码 asks twice for the new one, and from then on the new one signs in",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const keys = await openWithTries(desk, page, 6);
    await page.getByRole("radio", { name: /张三/ }).check();
    await page.getByRole("button", { name: "修改PIN码" }).click();
    const dialog = page.getByRole("dialog", { name: "修改PIN码" });
    const change = dialog.getByRole("button", { name: "修改", exact: true });
    await dialog.getByLabel("当前密码").fill(desk.key.pin);
    await dialog.getByLabel("新密码", { exact: true }).fill("abc");
    await dialog.getByLabel("再次输入新密码").fill("Neu-8765432");
    await expect(
      dialog.getByText(/新密码为 4 至 255 位/).first(),
    ).toBeVisible();
    await dialog.getByLabel("新密码", { exact: true }).fill("Neu-87654321");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(dialog.getByText("两次输入的新密码不一致")).toBeVisible();
    await expect(change).toBeDisabled();
    expect(keys.pinAttempts()).toHaveLength(0);
    await dialog.getByLabel("再次输入新密码").fill("Neu-87654321");
    await change.click();
    await expect(dialog.getByText("密码已修改")).toBeVisible();
    await dialog.getByRole("button", { name: "关闭" }).last().click();
    await signInWithKey(page, desk.key, "Neu-87654321");
    await expect(
      page.getByText("商务部进出口许可证统一管理平台"),
    ).toBeVisible();

    // Also where one is signed in: from the key's state in the top bar.
    await page.getByRole("button", { name: /电子钥匙：已插入/ }).click();
    await page.getByRole("button", { name: "修改PIN码" }).click();
    await dialog.getByLabel("当前密码").fill("Neu-87654321");
    await dialog.getByLabel("新密码", { exact: true }).fill(desk.key.pin);
    await dialog.getByLabel("再次输入新密码").fill(desk.key.pin);
    await change.click();
    await expect(dialog.getByText("密码已修改")).toBeVisible();
  },
);

test(
  "a sign-in over a driver that hangs is cancelled, and the try it may have cost is told",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const keys = await openWithTries(desk, page, 6);
    const uncertain = page.getByText(
      "有 1 次输入没有得到电子钥匙的答复，可能已计入输错次数。",
    );
    const hang = (): GivenRule =>
      keys.order({ function: "C_Login", call: 1, action: { kind: "hang" } });
    const hanging = (count: number) =>
      expect
        .poll(() => keys.journal().filter(({ event }) => event === "hangs"))
        .toHaveLength(count);

    let order = hang();
    await signInWithKey(page, desk.key);
    await hanging(1);
    await page.getByRole("button", { name: "取消" }).click();
    await expect(page.getByText("操作已取消，没有完成。")).toBeVisible();
    await expect(uncertain).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("cancelled.png") });
    order.lift();
    await signInWithKey(page, desk.key);
    const hall = page.getByText("商务部进出口许可证统一管理平台");
    await expect(hall).toBeVisible();
    await signOut(page);

    // Going over to the account cancels it too.
    order = hang();
    await signInWithKey(page, desk.key);
    await hanging(2);
    await page.getByRole("button", { name: "账号登录" }).click();
    order.lift();
    await page.getByRole("button", { name: "使用电子钥匙" }).click();
    await expect(uncertain).toBeVisible();
    await expect(hall).toBeHidden();
    expect(keys.pinAttempts()).toHaveLength(3);
    await signInWithKey(page, desk.key);
    await expect(hall).toBeVisible();
    await signOut(page);
    await expect(page.getByLabel("密码", { exact: true })).toBeVisible();
    await expect(uncertain).toBeHidden();
  },
);
