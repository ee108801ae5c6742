import { enterFilings, rowOf, signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test("what was typed before a crash can be left, is kept for 30 days and comes back from 数据安全", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
  await page.getByRole("button", { name: "暂存", exact: true }).click();
  await expect(page.getByText(/已暂存/)).toBeVisible();
  await page.getByLabel("法定代表人", { exact: true }).fill("小王");
  await page.getByLabel("海关代码", { exact: true }).fill("1111100000");
  await expect(page.getByText(/已自动保存/).first()).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await desk.stopClient("kill");

  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  const found = page.getByRole("dialog", { name: "找回了上次填写的内容" });
  await expect(found.getByRole("row", { name: /法定代表人/ })).toContainText(
    /小潘\s*小王/,
  );
  await expect(found.getByRole("row", { name: /海关代码/ })).toContainText(
    "1111100000",
  );
  await found.getByRole("button", { name: "不恢复" }).click();
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  const representative = page.getByLabel("法定代表人", { exact: true });
  await expect(representative).toHaveValue("小潘");
  await page.getByRole("button", { name: "关闭", exact: true }).click();

  await page.getByRole("button", { name: "数据安全" }).click();
  await rowOf(page, /没有正常关闭/)
    .getByRole("button", { name: "恢复" })
    .click();
  await page
    .getByRole("dialog", { name: "恢复内容" })
    .getByRole("button", { name: "恢复", exact: true })
    .click();
  await expect(page.getByText("没有需要找回的内容。")).toBeVisible();
  await page.getByRole("button", { name: "首页" }).click();
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  await expect(representative).toHaveValue("小王");
});
