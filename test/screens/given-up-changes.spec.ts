import {
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test("放弃 on a row says where the changes stay, and there they are", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const row = await saveFiling(page);
  await row.getByRole("button", { name: "修改" }).click();
  await page.getByLabel("企业经营范围", { exact: true }).fill("二手车出口");
  await expect(page.getByText(/已自动保存/).first()).toBeVisible();
  await page.getByRole("button", { name: "关闭", exact: true }).click();
  await page.getByRole("button", { name: "保留修改" }).click();
  await row.getByRole("button", { name: "放弃", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "放弃修改" });
  await expect(dialog).toContainText("在“数据安全”中保留30天");
  await page.screenshot({ path: test.info().outputPath("given-up.png") });
  await dialog.getByRole("button", { name: "放弃", exact: true }).click();
  await expect(row).not.toContainText("有未保存的修改");
  await page.getByRole("button", { name: "首页" }).click();
  await page.getByRole("button", { name: "数据安全" }).click();
  await expect(rowOf(page, /放弃的修改/)).toBeVisible();
});
