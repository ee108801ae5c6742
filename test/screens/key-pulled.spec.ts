import { execFileSync } from "node:child_process";
import { join } from "node:path";
import {
  createKeySimulator,
  type KeySimulator,
} from "../../dev/key-simulator.ts";
import { enterFilings, signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";

test.use({ furtherKeys: ["other-enterprise"] });

/** A desk whose keys can be pulled: the first slot holds the clerk's key, the second another enterprise's. */
async function openWithSimulator(
  desk: Desk,
  ...furtherModules: string[]
): Promise<{ keys: KeySimulator; url: string }> {
  const keys = createKeySimulator(join(desk.folder, "simulator"), {
    tokens: ["演示电子钥匙", "演示他企钥匙"],
  });
  keys.remove(2);
  const url = await desk.startClient({
    modules: [keys.modulePath, ...furtherModules],
    environment: keys.environment,
  });
  return { keys, url };
}

test(
  "pulling the key locks the form, keeps what was typed, and the same key goes on where it was",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const { keys, url } = await openWithSimulator(desk);
    await page.goto(url);
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    await page.getByRole("button", { name: "新增" }).first().click();
    await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
    await page
      .getByLabel("企业经营范围", { exact: true })
      .pressSequentially("二手车出口");

    const pinAttempts = keys.pinAttempts().length;
    keys.remove();
    const lock = page.getByRole("dialog", { name: /锁定/ });
    await expect(lock).toContainText("电子钥匙已拔出");
    await expect(lock).toContainText("草稿已保存");

    // Another enterprise's key does not open this session, and costs no PIN try.
    keys.insert(2);
    await expect(lock).toContainText("现在插入的不是登录时使用的电子钥匙");
    expect(keys.pinAttempts()).toHaveLength(pinAttempts);
    keys.remove(2);

    keys.insert();
    await lock.getByLabel("密码").fill(desk.key.pin);
    await lock.getByRole("button", { name: "继续" }).click();
    await expect(lock).toBeHidden();
    await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
      "小潘",
    );
    await expect(page.getByLabel("企业经营范围", { exact: true })).toHaveValue(
      "二手车出口",
    );
  },
);

test(
  "the client notices a key that is put in after the start, and one that is taken away",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const { keys, url } = await openWithSimulator(desk);
    keys.remove();
    await page.goto(url);
    await page.getByRole("button", { name: "使用电子钥匙" }).click();
    await expect(
      page.getByText(/请插入电子钥匙|没有检测到|未插入/).first(),
    ).toBeVisible();
    keys.insert();
    await expect(page.getByRole("radio", { name: /张三/ })).toBeVisible();
    keys.remove();
    await expect(page.getByRole("radio", { name: /张三/ })).toBeHidden();
  },
);

test(
  "a key that another driver still shows is not said to be pulled when the first one falls over",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const keys = createKeySimulator(join(desk.folder, "simulator"), {
      tokens: ["演示电子钥匙"],
    });
    await page.goto(
      await desk.startClient({
        modules: [keys.modulePath, desk.key.module],
        environment: keys.environment,
      }),
    );
    const own = page.getByRole("radio", { name: /张三/ });
    await own.check();
    await page.getByLabel("密码").fill("1");
    keys.order({ function: "any", call: "every", action: { kind: "crash" } });
    await expect(page.getByText("电子钥匙驱动异常退出").first()).toBeAttached();
    await expect(own).toBeChecked();
    await expect(page.getByText("已拔出")).toBeHidden();
    // It is the same key: what was typed for it stays.
    await expect(page.getByLabel("密码")).toHaveValue("1");
    await page.getByLabel("密码").fill(desk.key.pin);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(
      page.getByText("商务部进出口许可证统一管理平台"),
    ).toBeVisible();
  },
);

test(
  "a pulled key is said to be pulled, also beside another driver that crashes whenever it is loaded",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const crashing = join(desk.folder, "crashing.so");
    execFileSync("cc", ["-shared", "-fPIC", "-x", "c", "-o", crashing, "-"], {
      input:
        "#include <stdlib.h>\n__attribute__((constructor)) static void crash(void) { abort(); }\n",
    });
    const { keys, url } = await openWithSimulator(desk, crashing);
    await page.goto(url);
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    keys.remove();
    const lock = page.getByRole("dialog", { name: /锁定/ });
    await expect(lock).toContainText("正在等待原来的电子钥匙");
    await expect(lock).toContainText("电子钥匙已拔出。草稿已保存。");
    await expect(lock).not.toContainText("驱动");
  },
);

test(
  "a driver that is lost again and again locks the page with its own problem, and the key goes on when it is back",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const { keys, url } = await openWithSimulator(desk);
    await page.goto(url);
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    const crashing = keys.order({
      function: "C_GetSlotList",
      call: 0,
      action: { kind: "crash" },
    });
    const lock = page.getByRole("dialog", { name: /锁定/ });
    await expect(lock).toContainText(
      "电子钥匙驱动停止工作，暂时看不到电子钥匙。草稿已保存。",
    );
    await expect(lock).toContainText("请拔出电子钥匙再插入，然后重试。");
    await expect(lock).toContainText("key-driver-crashed");
    await expect(lock).not.toContainText("已拔出");
    crashing.lift();
    // Started again after half a minute, and nobody has to reload the page.
    const password = lock.getByLabel("密码");
    await expect(password).toBeVisible({ timeout: 60_000 });
    await password.fill(desk.key.pin);
    await lock.getByRole("button", { name: "继续" }).click();
    await expect(lock).toBeHidden();
  },
);
