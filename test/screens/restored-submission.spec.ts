import { join } from "node:path";
import { profileFaults } from "../fixtures/storage/profile-faults.ts";
import {
  askForSignature,
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { sampleFiles } from "./desk/sample-files.ts";

test("a 上报 that waited in a restored backup is held, says so, and goes at 确认发送", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await desk.stopCompanion();
  const row = await saveFiling(page, "生产企业", sampleFiles("生产企业"));
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(rowOf(page, /测试企业/)).toContainText("已签名");
  await page.getByRole("button", { name: "数据安全" }).click();
  await page.getByRole("button", { name: "立即备份" }).click();
  await expect(page.getByText("已备份。")).toBeVisible();
  await desk.stopClient();
  await desk.startCompanion();

  profileFaults["database-header-damaged"](join(desk.folder, "profile"));
  await page.goto(await desk.startClient());
  await page.getByRole("button", { name: "查看" }).first().click();
  await page
    .getByRole("dialog", { name: /的备份/ })
    .getByRole("button", { name: "用这份备份恢复" })
    .click();
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const held = rowOf(page, /测试企业/);
  await expect(held).toContainText("待确认");
  await expect(page.getByText(/没有自动发送/)).toBeVisible();
  await page.screenshot({
    path: test.info().outputPath("held.png"),
    fullPage: true,
  });
  await held.getByRole("button", { name: "确认发送" }).click();
  await expect(held).toContainText("待审核", { timeout: 60_000 });
});
