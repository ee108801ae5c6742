import { join } from "node:path";
import { createKeySimulator } from "../../dev/key-simulator.ts";
import {
  enterFilings,
  rowOf,
  signInWithKey,
  signOut,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test.use({ furtherKeys: ["expired"] });

test(
  "an expired key opens what is on this machine for reading, and signs nothing",
  { tag: "@simulator" },
  async ({ desk, page }) => {
    const keys = createKeySimulator(join(desk.folder, "simulator"), {
      tokens: ["演示电子钥匙", "演示过期钥匙"],
    });
    keys.remove(1);
    await page.goto(
      await desk.startClient({
        modules: [keys.modulePath],
        environment: keys.environment,
      }),
    );
    const expired = page.getByRole("radio", {
      name: /演示过期钥匙[^]*已过期，只能查看/,
    });
    await test.step("where nothing is here, it says so and spends no try", async () => {
      await expect(expired).toBeChecked();
      await signInWithKey(page, desk.key);
      await expect(
        page.getByRole("alert").filter({
          hasText: "证书已过期，本机没有该企业的草稿和备案可以查看",
        }),
      ).toContainText("请向发证机构办理证书更新，更新后再登录。");
      expect(keys.pinAttempts()).toEqual([]);
    });
    await test.step("the good key is offered before it and leaves a draft", async () => {
      keys.remove(2);
      await expect(expired).toBeHidden();
      keys.insert(1);
      keys.insert(2);
      await expect(expired).toBeVisible();
      await signInWithKey(page, desk.key);
      await enterFilings(page, desk.key);
      await page.getByRole("button", { name: "新增" }).first().click();
      await page
        .getByLabel("企业经营范围", { exact: true })
        .pressSequentially("二手车出口");
      await page.getByRole("button", { name: "暂存" }).click();
      await page.getByRole("button", { name: "关闭" }).click();
      await expect(rowOf(page, /测试企业/)).toContainText("暂存");
      await signOut(page);
    });
    await test.step("the expired key reads that draft", async () => {
      keys.remove(1);
      await expect(page.getByRole("radio")).toHaveCount(1);
      await expired.check();
      await signInWithKey(page, desk.key);
      await expect(
        page.getByText("证书已过期，只能查看，不能签名上报。"),
      ).toBeVisible();
      // The API would not take it: signing in again would help nobody.
      await expect(page.getByText("服务器需要确认身份")).toBeHidden();
      await page
        .getByRole("row", { name: /商务部进出口许可证统一管理平台/ })
        .getByRole("button", { name: "进入应用" })
        .click();
      const row = rowOf(page, /测试企业/);
      await row.getByRole("button", { name: "修改" }).click();
      await expect(
        page.getByLabel("企业经营范围", { exact: true }),
      ).toHaveValue("二手车出口");
    });
  },
);
