import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test(
  "a client that knows neither server nor driver is set up from the sign-in page",
  { tag: "@browser-host" },
  async ({ desk, page }) => {
    await page.goto(
      await desk.startClient({
        modules: [],
        isAddressNamed: false,
        choose: desk.key.module,
      }),
    );
    await page.getByRole("button", { name: "系统设置" }).click();
    await expect(page.getByLabel("空闲锁定时间（分钟）")).toHaveCount(0);

    await page.getByLabel("服务器地址").fill("http://filing.example.cn");
    await expect(
      page.getByText("请输入以 https:// 开头的完整地址"),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "保存设置" })).toBeDisabled();
    await page.getByLabel("服务器地址").fill(`${desk.companionOrigin}/`);
    await page.getByRole("button", { name: "保存设置" }).click();
    await expect(page.getByText("设置已保存。")).toBeVisible();
    await page.getByRole("button", { name: "选择驱动文件" }).click();
    await expect(page.getByText(desk.key.module)).toBeVisible();

    await page.getByRole("button", { name: "重新打开程序" }).click();
    await page.getByRole("button", { name: "重新打开", exact: true }).click();
    await page.getByRole("button", { name: "返回登录" }).click();
    await signInWithKey(page, desk.key);
    await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
    await page
      .getByRole("navigation", { name: "顶部菜单" })
      .getByRole("button", { name: "系统设置" })
      .click();
    await expect(page.getByText("自动更新由信息管理人员关闭")).toBeVisible();
  },
);

test(
  "系统设置 shows what IT has locked and whom to ask, and keeps what the clerk changes",
  { tag: "@browser-host" },
  async ({ desk, page }) => {
    const policyFile = join(desk.folder, "policy.json");
    await writeFile(
      policyFile,
      JSON.stringify({
        enforced: {
          lockAfterMinutes: 10,
          administratorContact: "信息中心 010-12345678",
          servicePhone: "010-87654321",
          lockAfter: 5,
          updateMode: "install-on-quit",
          updateFeedUrl: "https://updates.example.cn/used-car-filing",
          minimumVersion: "9.0.0",
        },
        recommended: { logLevel: "warn" },
      }),
    );
    await page.goto(
      await desk.startClient({
        further: ["--policy-file", policyFile, "--offer-version", "9.1.0"],
      }),
    );
    await signInWithKey(page, desk.key);
    const newVersion = "新版本 9.1.0 已下载，关闭程序后自动安装，草稿会保留。";
    await expect(page.getByText(newVersion)).toBeVisible();
    await page
      .getByRole("navigation", { name: "顶部菜单" })
      .getByRole("button", { name: "系统设置" })
      .click();
    const updates = page.locator("section", {
      has: page.getByRole("heading", { name: "版本和更新" }),
    });
    await expect(updates).toContainText(newVersion);

    const lockTime = page.getByLabel("空闲锁定时间（分钟）", { exact: true });
    await expect(lockTime).toBeDisabled();
    await expect(lockTime).toHaveAccessibleDescription(
      /由管理员锁定。如需修改请联系：信息中心 010-12345678/,
    );
    await expect(page.getByRole("row", { name: /客服电话/ })).toContainText(
      "010-87654321",
    );
    await expect(page.getByText("不认识的名称：lockAfter")).toBeVisible();
    await expect(page.getByText("资料文件夹", { exact: true })).toBeVisible();

    const pause = page.getByLabel("自动保存等待时间（毫秒）", {
      exact: true,
    });
    await pause.fill("5000");
    await expect(
      page.getByText("请输入 200 至 900 之间的整数。"),
    ).toBeVisible();
    await pause.fill("600");
    await page.getByRole("button", { name: "保存设置" }).click();
    await expect(page.getByText("设置已保存。")).toBeVisible();
    await expect(pause).toHaveAccessibleDescription(/自行设置/);
    await page
      .getByRole("button", { name: "恢复默认：自动保存等待时间（毫秒）" })
      .click();
    await expect(pause).toHaveValue("400");

    // In the smallest window too, what has the focus stands above the bar of 保存设置.
    await page.setViewportSize({ width: 1100, height: 700 });
    await page.locator(".frame-page").evaluate((area) => area.scrollTo(0, 0));
    const lowest = page.getByRole("combobox", {
      name: "运行日志",
      exact: true,
    });
    await lowest.focus();
    const field = await lowest.boundingBox();
    const bar = await page.locator(".settings-bar").boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThan(bar?.y ?? 0);

    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  },
);
