import {
  askForSignature,
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test("发送情况 shows what waits, holds it back at 暂停 and sends it at 继续, by keyboard", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const mark = page.getByRole("button", { name: /^同步：/ });
  await expect(mark).toContainText("草稿 0 · 待发送 0 · 已发送 0");

  await desk.stopCompanion();
  const row = await saveFiling(page);
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(mark).toContainText("离线，待发送 1");

  // The closing dialog gives the focus back to where it was opened from; only then is the keyboard free.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await mark.press("Enter");
  const panel = page.getByRole("dialog", { name: "发送情况" });
  await expect(panel).toBeFocused();
  await expect(panel).toContainText("都已保存在本机，按先后顺序自动发送。");
  await expect(panel).toContainText(/下次自动重试：|正在尝试连接/);
  await panel.getByRole("button", { name: "暂停" }).click();
  await expect(panel).toContainText("已暂停发送，内容都已保存在本机。");
  await page.screenshot({ path: test.info().outputPath("panel.png") });
  await page.keyboard.press("Escape");
  await expect(mark).toBeFocused();

  await desk.startCompanion();
  await expect(mark).toContainText("已暂停，待发送 1", { timeout: 60_000 });
  await expect(rowOf(page, /测试企业/)).toContainText("已签名，待发送");

  await mark.click();
  await panel.getByRole("button", { name: "继续" }).click();
  await expect(rowOf(page, /测试企业/)).toContainText("待审核", {
    timeout: 60_000,
  });
  await expect(mark).toContainText("草稿 0 · 待发送 0 · 已发送 1");
});
