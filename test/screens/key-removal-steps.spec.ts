import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../dev/key-simulator.ts";
import { makePdf } from "../fixtures/files/make-files.ts";
import {
  askForSignature,
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";
import { sampleFiles } from "./desk/sample-files.ts";

/*
 * A key can be pulled in twelve steps, and each has its sentence and its next step. Signed out (1–5) they stand where the clerk
 * looks; signed in (6–12) the page locks, another enterprise's key does not unlock it and costs no try, and the own key and PIN
 * go on where it was. Where another key of the enterprise signs, the page stays open (9–11) and names that key.
 *
 *  1 sign-in page idle        4 PIN sent             7 certificate choice           10 PIN for signing
 *  2 certificate list open    5 challenge signing    8 form with unsaved typing     11 C_Sign running
 *  3 PIN typed                6 hall                 9 what-you-sign dialog         12 submission on its way
 */

type Said = readonly [sentence: string, nextStep: string];
const said = {
  1: ["没有检测到电子钥匙。", "请插入电子钥匙，插入后会自动显示证书。"],
  2: ["所选证书的电子钥匙已拔出。", "请插回这个电子钥匙，或选择其他证书。"],
  3: [
    "电子钥匙已拔出，输入的密码没有使用。",
    "请插回电子钥匙，重新输入密码登录。",
  ],
  4: [
    "电子钥匙在核对密码时拔出，没有登录。",
    "请插回电子钥匙，核对密码后重新登录。",
  ],
  5: [
    "电子钥匙在登录签名时拔出，没有登录。",
    "请插回电子钥匙，重新输入密码登录。",
  ],
  6: ["电子钥匙已拔出。草稿已保存。", "请插回原来的钥匙并输入密码继续。"],
  7: [
    "电子钥匙已拔出。草稿已保存，证书尚未选定。",
    "请插回原来的钥匙并输入密码，再选择证书。",
  ],
  8: [
    "电子钥匙已拔出。草稿已保存，包括刚才输入的内容。",
    "请插回原来的钥匙并输入密码，继续填写。",
  ],
  9: [
    "电子钥匙已拔出。草稿已保存，尚未签名和发送。",
    "请插回原来的钥匙并输入密码，继续核对。",
  ],
  10: [
    "电子钥匙已拔出。草稿已保存，输入的密码没有使用，尚未签名。",
    "请插回原来的钥匙并输入密码，再签名。",
  ],
  11: [
    "电子钥匙在签名时拔出。草稿已保存，签名没有完成，没有发送。",
    "请插回原来的钥匙并输入密码，再重新签名。",
  ],
  12: [
    "电子钥匙已拔出。草稿已保存。",
    "请插回原来的钥匙并输入密码继续。等待发送的内容会继续自动发送。",
  ],
} as const satisfies Record<number, Said>;

test.use({ furtherKeys: ["other-enterprise"] });
const own = /张三/;
const other = /李四/;

async function openDesk(
  desk: Desk,
  page: Page,
  secondToken = "演示他企钥匙",
): Promise<{
  keys: KeySimulator;
  pullAndComeBack: (step: Said) => Promise<void>;
}> {
  const keys = createKeySimulator(join(desk.folder, "simulator"), {
    tokens: ["演示电子钥匙", secondToken],
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
    pullAndComeBack: async (step) => {
      keys.remove();
      await comeBack(desk, page, keys, step);
    },
  };
}

function lockOf(page: Page): Locator {
  return page.getByRole("dialog", { name: /锁定/ });
}

/** Locked; the other key does not help and loses no try; the own one goes on. */
async function comeBack(
  desk: Desk,
  page: Page,
  keys: KeySimulator,
  step: Said,
): Promise<void> {
  const lock = lockOf(page);
  await expect(lock.getByRole("alert").first()).toHaveText(step.join(""));
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
    const tells = async ([sentence, nextStep]: Said) => {
      // For a moment the form with its own notices may still be there.
      const notice = page.getByRole("alert").filter({ hasText: sentence });
      await expect(notice).toContainText(nextStep);
    };

    await test.step("1 sign-in page idle", async () => {
      keys.remove();
      await tells(said[1]);
      await expect(choice).toBeHidden();
      keys.insert();
      await expect(choice).toBeVisible();
    });
    await test.step("2 certificate list open", async () => {
      keys.insert(2);
      const otherChoice = page.getByRole("radio", { name: other });
      await expect(otherChoice).toBeVisible();
      await choice.check();
      keys.remove();
      await tells(said[2]);
      await expect(choice).toBeHidden();
      // The other key does not take its place by itself: a PIN meant for the own one would cost it a try.
      await expect(otherChoice).not.toBeChecked();
      await expect(password).toBeHidden();
      keys.insert();
      await expect(choice).toBeChecked();
      keys.remove(2);
      await expect(otherChoice).toBeHidden();
    });
    await test.step("3 PIN typed", async () => {
      await password.fill(desk.key.pin);
      keys.remove();
      await tells(said[3]);
      await expect(password).toBeHidden();
      keys.insert();
      await expect(password).toHaveValue("");
    });
    for (const [step, told, rule] of [
      ["4 PIN sent", said[4], { function: "C_Login", kind: "remove-before" }],
      [
        "5 challenge signing",
        said[5],
        { function: "C_Sign", kind: "remove-during" },
      ],
    ] as const)
      await test.step(step, async () => {
        const order = keys.order({
          function: rule.function,
          call: 1,
          action: { kind: rule.kind },
        });
        await signInWithKey(page, desk.key);
        await tells(told);
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
  "a key pulled while somebody is signed in: steps 6 to 8",
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
      await pullAndComeBack(said[6]);
      await expect(hall).toBeVisible();
    });
    await test.step("7 certificate choice", async () => {
      await hall.getByRole("button", { name: "进入应用" }).click();
      const choice = page.getByRole("dialog").getByRole("radio", { name: own });
      await expect(choice).toBeVisible();
      await pullAndComeBack(said[7]);
      await page.keyboard.press("Escape");
    });
    await enterFilings(page, desk.key);
    await test.step("8 form with unsaved typing", async () => {
      await page.getByRole("button", { name: "新增" }).first().click();
      const field = page.getByLabel("企业经营范围", { exact: true });
      await field.pressSequentially("二手车出口");
      await pullAndComeBack(said[8]);
      await expect(field).toHaveValue("二手车出口");
      await page.getByRole("button", { name: "关闭" }).click();
      await expect(rowOf(page, /测试企业/)).toContainText("暂存");
    });
  },
);

test(
  "a key pulled while a submission is signed: steps 9 to 11",
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
      await pullAndComeBack(said[9]);
      await expect(sign).toBeVisible();
    });
    const dialog = page.getByRole("dialog", { name: "签署备案申请" });
    await test.step("10 PIN for signing", async () => {
      await page.getByRole("button", { name: "输入PIN并签名" }).click();
      await dialog.getByLabel("密码").fill(desk.key.pin);
      await pullAndComeBack(said[10]);
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
      await comeBack(desk, page, keys, said[11]);
      await expect(row).toContainText("待上报");
    });
  },
);

test.describe("a signing key that is not the one of the sign-in", () => {
  test.use({ furtherKeys: ["ec"] });
  const away = "签名证书所在的电子钥匙已拔出。草稿已保存，";

  test(
    "pulled in steps 9 to 11, it is named with what became of the step, and the page stays open",
    { tag: "@simulator" },
    async ({ desk, page }) => {
      test.setTimeout(300_000);
      const { keys } = await openDesk(desk, page, "演示EC钥匙");
      await signInWithKey(page, desk.key);
      keys.insert(2);
      await page
        .getByRole("row", { name: /商务部进出口许可证统一管理平台/ })
        .getByRole("button", { name: "进入应用" })
        .click();
      const choice = page.getByRole("dialog");
      await choice.getByRole("radio", { name: /演示EC钥匙/ }).check();
      await choice.getByRole("button", { name: "确定" }).click();
      const row = await saveFiling(page);
      await expect(row).toContainText("已同步");
      const alerts = (name: string) =>
        page.getByRole("dialog", { name }).getByRole("alert");

      await test.step("9 what-you-sign dialog", async () => {
        await row.getByRole("button", { name: "上报" }).click();
        const told = alerts("上报：核对将要签名的内容");
        await expect(
          page.getByRole("button", { name: "输入PIN并签名" }),
        ).toBeEnabled();
        await expect(told).toHaveCount(0);
        keys.remove(2);
        await expect(told).toContainText(
          `${away}尚未签名和发送。请插回这个电子钥匙，继续核对。`,
        );
        keys.insert(2);
        await expect(told).toHaveCount(0);
      });
      const title = "签署备案申请";
      const dialog = page.getByRole("dialog", { name: title });
      const password = dialog.getByLabel("密码");
      await test.step("10 PIN for signing", async () => {
        await page.getByRole("button", { name: "输入PIN并签名" }).click();
        await signWithPin(dialog, "00000000");
        await expect(dialog).toContainText("密码不正确");
        await password.fill(desk.key.pin);
        keys.remove(2);
        // What was wrong last is still true, and stands first.
        await expect(alerts(title)).toHaveText([
          /密码不正确/,
          new RegExp(
            `^${away}输入的密码没有使用，尚未签名。请插回这个电子钥匙并输入密码，再签名。`,
          ),
        ]);
        await expect(password).toBeHidden();
        keys.insert(2);
        await expect(password).toHaveValue("");
      });
      await test.step("11 C_Sign running", async () => {
        const order = keys.order({
          function: "C_Sign",
          call: 1,
          action: { kind: "remove-during" },
        });
        await signWithPin(dialog, desk.key.pin);
        await expect(alerts(title)).toHaveText([
          new RegExp(
            `^${away}签名没有完成，没有发送。请插回这个电子钥匙并输入密码，再重新签名。`,
          ),
        ]);
        order.lift();
        keys.insert(2);
        await signWithPin(dialog, desk.key.pin);
        await expect(row).toContainText("待审核");
      });
      // The own key was there all the time.
      await expect(lockOf(page)).toBeHidden();
    },
  );
});

test.describe("a key pulled while a submission is on its way", () => {
  test.use({ isNetworkOurs: true });

  test(
    "step 12: its bytes go on under the lock, and arrive",
    { tag: "@simulator" },
    async ({ desk, page }) => {
      test.setTimeout(300_000);
      const { keys } = await openDesk(desk, page);
      await signInWithKey(page, desk.key);
      await enterFilings(page, desk.key);
      // A slow line, and a file that goes in several pieces: they are under way while the clerk signs.
      const pieces = () =>
        desk.network.seen.filter(
          ({ method, bodyBytes }) => method === "PATCH" && bodyBytes > 0,
        ).length;
      desk.network.fault = ({ method }) =>
        method === "PATCH" ? { kind: "delay", ms: 1500 } : "none";
      const row = await saveFiling(page, "生产企业", withBigFile());
      await signWithPin(await askForSignature(page, row), desk.key.pin);
      await expect(row).toContainText(/已签名，待发送|发送中/);
      await expect.poll(pieces).toBeGreaterThan(0);
      const before = pieces();
      keys.remove();
      await expect(lockOf(page).getByRole("alert").first()).toHaveText(
        said[12].join(""),
      );
      expect(await desk.review("list")).not.toContain("测试企业");
      await expect.poll(pieces, { timeout: 60_000 }).toBeGreaterThan(before);
      desk.network.fault = () => "none";
      await expect
        .poll(() => desk.review("list"), { timeout: 90_000 })
        .toMatch(/[0-9a-f]{8}.*测试企业/);
      await comeBack(desk, page, keys, said[6]);
      await expect(row).toContainText("待审核");
    },
  );
});

function withBigFile() {
  const bytes = makePdf({ text: "big", bytes: 6_000_000 });
  return sampleFiles("生产企业").map(
    ([label, file]) =>
      [label, label === "企业公函" ? { ...file, bytes } : file] as const,
  );
}
