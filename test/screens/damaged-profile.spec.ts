import { join } from "node:path";
import { profileFaults } from "../fixtures/storage/profile-faults.ts";
import { enterFilings, rowOf, signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test("a damaged profile says so, shows what a backup holds, and comes back from it", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
  await page.getByRole("button", { name: "暂存", exact: true }).click();
  await expect(page.getByText(/已暂存/)).toBeVisible();
  await page.getByRole("button", { name: "关闭", exact: true }).click();
  await page.getByRole("button", { name: "数据安全" }).click();
  await page.getByRole("button", { name: "立即备份" }).click();
  await expect(page.getByText("已备份。")).toBeVisible();
  await desk.stopClient();

  profileFaults["database-header-damaged"](join(desk.folder, "profile"));
  await page.goto(await desk.startClient());
  await expect(page.getByRole("alert")).toContainText("没有任何内容被删除");
  await page.getByRole("button", { name: "查看" }).first().click();
  const preview = page.getByRole("dialog", { name: /的备份/ });
  await expect(preview.getByRole("row", { name: /新增申请/ })).toContainText(
    "暂存",
  );
  await preview.getByRole("button", { name: "用这份备份恢复" }).click();
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
    "小潘",
  );
});
