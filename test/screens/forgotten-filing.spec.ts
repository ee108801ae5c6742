import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  askForSignature,
  enterFilings,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test("a filing of which a restored API has only an older version goes on from there, with this machine's contents", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const row = await saveFiling(page);
  await expect(row).toContainText("已同步", { timeout: 60_000 });
  const yesterday = join(desk.folder, "yesterday");
  await desk.stopCompanion();
  await cp(desk.companionFolder, yesterday, { recursive: true });
  await desk.startCompanion();
  await row.getByRole("button", { name: "修改" }).click();
  await page.getByLabel("企业经营范围", { exact: true }).fill("二手车出口");
  await page.getByRole("button", { name: "保存信息" }).click();
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(row).toContainText("待审核", { timeout: 60_000 });

  await desk.stopCompanion();
  await rm(desk.companionFolder, { recursive: true });
  await cp(yesterday, desk.companionFolder, { recursive: true });
  await desk.startCompanion();
  await expect(row).toContainText("同步失败", { timeout: 60_000 });
  await expect(page.getByText("请凭回执联系信息管理人员")).toBeVisible();
  await expect(
    page.getByRole("button", { name: "新增", exact: true }),
  ).toBeDisabled();
  await page.screenshot({ path: test.info().outputPath("forgotten.png") });

  await page.getByRole("button", { name: "用本机的内容重新办理" }).click();
  const dialog = page.getByRole("dialog", { name: "重新办理" });
  await expect(dialog).toContainText("改按服务器上的记录继续办理");
  await page.screenshot({ path: test.info().outputPath("dialog.png") });
  await dialog.getByRole("button", { name: "重新办理" }).click();
  await expect(row).toContainText("有未保存的修改", { timeout: 60_000 });
  await expect(row).toContainText("待上报");
  await page.screenshot({ path: test.info().outputPath("older.png") });
  await row.getByRole("button", { name: "继续" }).click();
  await expect(page.getByLabel("企业经营范围", { exact: true })).toHaveValue(
    "二手车出口",
  );
});
