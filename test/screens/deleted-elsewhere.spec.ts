import {
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { startOtherMachine } from "./desk/other-machine.ts";

test(
  "a form whose filing is deleted on another machine says so while it is open, and goes on in one draft that can be saved",
  { tag: "@browser-host" },
  async ({ desk, clientPage: page, otherPage }) => {
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    const row = await saveFiling(page);
    await expect(row).toContainText("已同步");
    await row.getByRole("button", { name: "修改" }).click();
    const contact = page.getByLabel("姓名", { exact: true });
    await contact.fill("小赵");
    await expect(page.getByText(/已自动保存/).first()).toBeVisible();

    const other = await startOtherMachine(desk);
    await otherPage.goto(String(other.ready["url"]));
    await signInWithKey(otherPage, desk.key);
    await enterFilings(otherPage, desk.key);
    await rowOf(otherPage, /测试企业/)
      .getByRole("button", { name: "删除" })
      .click();
    await otherPage
      .getByRole("dialog")
      .getByRole("button", { name: "删除", exact: true })
      .click();

    await expect(page.getByText(/已在服务器上删除/)).toBeInViewport();
    await page.screenshot({ path: test.info().outputPath("removed.png") });
    await contact.fill("小王");
    await page.getByRole("button", { name: "保存信息" }).click();
    await expect(row).toContainText("待上报");
    await expect(row).toContainText("已同步");
    await expect(row).toHaveCount(1);
    await expect(rowOf(otherPage, /测试企业/)).toContainText("待上报");
    await other.stop();
  },
);
