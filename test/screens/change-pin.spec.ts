import { join } from "node:path";
import type { Page } from "@playwright/test";
import pkcs11js from "pkcs11js";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../dev/key-simulator.ts";
import type { SlotOrders } from "../../dev/key-simulator/simulator-orders.ts";
import { expect, test, type Desk } from "./desk/desk.ts";

async function openDialog(
  desk: Desk,
  page: Page,
  orders: SlotOrders = {},
): Promise<KeySimulator> {
  const keys = createKeySimulator(join(desk.folder, "simulator"), {
    tokens: ["演示电子钥匙"],
    pinPadPin: desk.key.pin,
  });
  keys.configure(orders);
  await page.goto(
    await desk.startClient({
      modules: [keys.modulePath],
      environment: keys.environment,
    }),
  );
  await page.getByRole("radio", { name: /张三/ }).check();
  await page.getByRole("button", { name: "修改PIN码" }).click();
  return keys;
}

function dialogOn(page: Page) {
  const dialog = page.getByRole("dialog", { name: "修改PIN码" });
  return {
    dialog,
    change: dialog.getByRole("button", { name: "修改", exact: true }),
  };
}

test(
  "修改PIN码 on a key with its own pad asks for nothing on the screen",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const wrong = { pinPad: "wrong-entry", pinTries: 3 } as const;
    const keys = await openDialog(desk, page, wrong);
    const { dialog, change } = dialogOn(page);
    await expect(
      dialog.getByText("请在密码键盘上先输入当前密码"),
    ).toBeVisible();
    await expect(dialog.getByRole("textbox")).toHaveCount(0);
    await change.click();
    await expect(
      dialog.getByText("密码不正确，在本机已连续输错 1 次"),
    ).toBeVisible();
    keys.configure({ ...wrong, pinPad: "right-entry" });
    await change.click();
    await expect(dialog.getByText("密码已修改")).toBeVisible();
  },
);

test(
  "修改PIN码 says what became of the PIN where the key does not change it, or nobody knows whether it did",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const keys = await openDialog(desk, page);
    const { dialog, change } = dialogOn(page);
    const attempt = async () => {
      await dialog.getByLabel("当前密码").fill(desk.key.pin);
      await dialog.getByLabel("新密码", { exact: true }).fill("Neu-87654321");
      await dialog.getByLabel("再次输入新密码").fill("Neu-87654321");
      await change.click();
    };
    const refusal = keys.order({
      function: "C_SetPIN",
      call: "every",
      action: {
        kind: "fail",
        returnCode: pkcs11js.CKR_FUNCTION_NOT_SUPPORTED,
      },
    });
    await attempt();
    await expect(
      dialog.getByText("电子钥匙没有修改密码，原密码仍然有效。"),
    ).toBeVisible();
    refusal.lift();
    const crash = keys.order({
      function: "C_SetPIN",
      call: 1,
      action: { kind: "crash" },
    });
    await attempt();
    const doubt = dialog.getByRole("alert").filter({ hasText: "先试新密码" });
    await expect(doubt).toContainText("有效的可能是新密码，也可能是原密码");
    await expect(dialog.getByText("签名")).toHaveCount(0);
    crash.lift();
    keys.remove();
    await expect(dialog.getByLabel("当前密码")).toBeHidden();
    await expect(doubt).toBeVisible();
    await expect(
      dialog.getByRole("alert").filter({ hasText: "电子钥匙" }),
    ).toHaveCount(2);
    keys.insert();
    await expect(dialog.getByLabel("当前密码")).toBeVisible();
    await expect(doubt).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("unanswered.png") });
    await attempt();
    await expect(dialog.getByText("密码已修改")).toBeVisible();
  },
);
