import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../dev/key-simulator.ts";
import {
  askForSignature,
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";

/*
 * A key can be pulled in twelve steps. Signed out (1–5) it is said where the clerk looks; signed in (6–12) the page locks, another
 * enterprise's key does not unlock it and costs no try, and the own key and PIN go on where it was.
 *
 *  1 sign-in page idle        4 PIN sent             7 certificate choice           10 PIN for signing
 *  2 certificate list open    5 challenge signing    8 form with unsaved typing     11 C_Sign running
 *  3 PIN typed                6 hall                 9 what-you-sign dialog         12 submission on its way
 */

test.use({ furtherKeys: ["other-enterprise"] });
const own = /张三/;
const gone = "电子钥匙已拔出。草稿已保存。";

async function openDesk(
  desk: Desk,
  page: Page,
): Promise<{ keys: KeySimulator; pullAndComeBack: () => Promise<void> }> {
  const keys = createKeySimulator(join(desk.folder, "simulator"), {
    tokens: ["演示电子钥匙", "演示他企钥匙"],
  });
  keys.remove(2);
  await page.goto(
    await desk.startClient({
      modules: [keys.modulePath],
      environment: keys.environment,
    }),
  );
  await expect(page.getByRole("radio", { name: own })).toBeVisible();
  return {
    keys,
    pullAndComeBack: async () => {
      keys.remove();
      await comeBack(desk, page, keys);
    },
  };
}

/** Locked; the other key does not help and loses no try; the own one goes on. */
async function comeBack(
  desk: Desk,
  page: Page,
  keys: KeySimulator,
): Promise<void> {
  const lock = page.getByRole("dialog", { name: /锁定/ });
  await expect(lock).toContainText(gone);
  const tries = keys.pinAttempts().length;
  keys.insert(2);
  await expect(lock).toContainText("现在插入的不是登录时使用的电子钥匙");
  await expect(lock.getByLabel("密码")).toBeHidden();
  keys.remove(2);
  keys.insert();
  await lock.getByLabel("密码").fill(desk.key.pin);
  expect(keys.pinAttempts()).toHaveLength(tries);
  await lock.getByRole("button", { name: "继续" }).click();
  await expect(lock).toBeHidden();
}

test(
  "a key pulled before anybody is signed in: steps 1 to 5",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const { keys } = await openDesk(desk, page);
    const choice = page.getByRole("radio", { name: own });
    const password = page.getByLabel("密码", { exact: true });

    await test.step("1 sign-in page idle", async () => {
      keys.remove();
      await expect(page.getByText("没有检测到电子钥匙")).toBeVisible();
      await expect(choice).toBeHidden();
      keys.insert();
      await expect(choice).toBeVisible();
    });
    await test.step("2 certificate list open", async () => {
      keys.insert(2);
      await expect(page.getByRole("radio", { name: /李四/ })).toBeVisible();
      await choice.check();
      keys.remove();
      await expect(choice).toBeHidden();
      await expect(page.getByRole("radio", { name: /李四/ })).toBeVisible();
      keys.insert();
      await expect(choice).toBeVisible();
      keys.remove(2);
      await expect(page.getByRole("radio", { name: /李四/ })).toBeHidden();
    });
    await test.step("3 PIN typed", async () => {
      await password.fill(desk.key.pin);
      keys.remove();
      await expect(password).toBeHidden();
      await expect(page.getByText("没有检测到电子钥匙")).toBeVisible();
      keys.insert();
      await expect(password).toHaveValue("");
    });
    for (const [step, rule] of [
      ["4 PIN sent", { function: "C_Login", kind: "remove-before" }],
      ["5 challenge signing", { function: "C_Sign", kind: "remove-during" }],
    ] as const)
      await test.step(step, async () => {
        const order = keys.order({
          function: rule.function,
          call: 1,
          action: { kind: rule.kind },
        });
        await signInWithKey(page, desk.key);
        await expect(page.getByText("没有检测到电子钥匙")).toBeVisible();
        order.lift();
        keys.insert();
        await expect(choice).toBeVisible();
      });
    await signInWithKey(page, desk.key);
    await expect(
      page.getByText("商务部进出口许可证统一管理平台"),
    ).toBeVisible();
    // Steps 4 and 5 cost the one try each that the clerk clicked.
    expect(keys.pinAttempts()).toHaveLength(3);
  },
);

test(
  "a key pulled while somebody is signed in: steps 6 to 12",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    test.setTimeout(300_000);
    const { pullAndComeBack } = await openDesk(desk, page);
    await signInWithKey(page, desk.key);
    const hall = page.getByRole("row", {
      name: /商务部进出口许可证统一管理平台/,
    });

    await test.step("6 hall", async () => {
      await expect(hall).toBeVisible();
      await pullAndComeBack();
      await expect(hall).toBeVisible();
    });
    await test.step("7 certificate choice", async () => {
      await hall.getByRole("button", { name: "进入应用" }).click();
      const choice = page.getByRole("dialog").getByRole("radio", { name: own });
      await expect(choice).toBeVisible();
      await pullAndComeBack();
      await page.keyboard.press("Escape");
    });
    await enterFilings(page, desk.key);
    await test.step("8 form with unsaved typing", async () => {
      await page.getByRole("button", { name: "新增" }).first().click();
      const field = page.getByLabel("企业经营范围", { exact: true });
      await field.pressSequentially("二手车出口");
      await pullAndComeBack();
      await expect(field).toHaveValue("二手车出口");
      await page.getByRole("button", { name: "关闭" }).click();
      await page
        .getByRole("button", { name: /删除|不保留|放弃/ })
        .first()
        .click({ timeout: 3000 })
        .catch(() => undefined);
    });
  },
);

test(
  "a key pulled while a submission is signed and sent: steps 9 to 12",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    test.setTimeout(300_000);
    const { keys, pullAndComeBack } = await openDesk(desk, page);
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    const row = await saveFiling(page);
    await expect(row).toContainText("已同步");

    await test.step("9 what-you-sign dialog", async () => {
      await row.getByRole("button", { name: "上报" }).click();
      const sign = page.getByRole("button", { name: "输入PIN并签名" });
      await expect(sign).toBeVisible();
      await pullAndComeBack();
      await expect(sign).toBeVisible();
    });
    const dialog = page.getByRole("dialog", { name: "签署备案申请" });
    await test.step("10 PIN for signing", async () => {
      await page.getByRole("button", { name: "输入PIN并签名" }).click();
      await dialog.getByLabel("密码").fill(desk.key.pin);
      await pullAndComeBack();
      await expect(dialog.getByLabel("密码")).toBeVisible();
    });
    await test.step("11 C_Sign running", async () => {
      const order = keys.order({
        function: "C_Sign",
        call: 1,
        action: { kind: "remove-during" },
      });
      await signWithPin(dialog, desk.key.pin);
      await keys.journalShows(({ event }) => event === "loses-key");
      order.lift();
      await comeBack(desk, page, keys);
      await expect(row).toContainText("待上报");
    });
    await test.step("12 submission on its way", async () => {
      await desk.stopCompanion();
      if (!(await dialog.isVisible())) await askForSignature(page, row);
      await signWithPin(dialog, desk.key.pin);
      await expect(row).toContainText("已签名，待发送");
      keys.remove();
      await expect(page.getByRole("dialog", { name: /锁定/ })).toBeVisible();
      await desk.startCompanion();
      // What is signed is sent meanwhile, with the page locked and the key away.
      await expect
        .poll(() => desk.review("list"), { timeout: 90_000 })
        .toMatch(/[0-9a-f]{8}.*测试企业/);
      await comeBack(desk, page, keys);
      await expect(rowOf(page, /测试企业/)).toContainText("待审核", {
        timeout: 60_000,
      });
    });
  },
);
