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
import { makePdf } from "../fixtures/files/make-files.ts";

test.use({ isNetworkOurs: true });

/** One of the files is a big one, which goes in several pieces. */
const bigFile = {
  name: "大文件.pdf",
  mimeType: "application/pdf",
  bytes: makePdf({ text: "big", bytes: 6_000_000 }),
};
const files = sampleFiles("生产企业").map(([label, file]) =>
  label === "企业公函" ? ([label, bigFile] as const) : ([label, file] as const),
);

test("发送情况 shows what waits, holds it back at 暂停 and sends it at 继续, by keyboard", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const mark = page.getByRole("button", { name: /^同步：/ });
  await expect(mark).toContainText("草稿 0 · 待发送 0 · 已发送 0");

  await desk.stopCompanion();
  const row = await saveFiling(page, "生产企业", files);
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

  // A slow line: every piece of a file takes its time.
  desk.network.fault = ({ method }) =>
    method === "PATCH" ? { kind: "delay", ms: 600 } : "none";
  await mark.click();
  await panel.getByRole("button", { name: "继续" }).click();
  const now = panel.getByRole("region", { name: "正在发送" });
  await expect(now).toContainText(/第 \d+ 个文件，共 \d+ 个/);
  await expect(
    now.getByRole("progressbar", { name: "发送进度" }),
  ).toBeVisible();
  await expect(
    now.getByRole("listitem").filter({ hasText: /大文件\.pdf\d+%/ }),
  ).toBeVisible();
  await expect(now).toContainText(/已发送 .+，共 5\.8M，每秒 .+，约剩 .+/);
  await page.screenshot({ path: test.info().outputPath("transfer.png") });
  await panel.getByRole("button", { name: "暂停" }).click();
  await expect(panel).toContainText("已暂停发送，内容都已保存在本机。");
  await expect(now).toHaveCount(0);
  desk.network.fault = () => "none";
  await panel.getByRole("button", { name: "继续" }).click();
  await expect(rowOf(page, /测试企业/)).toContainText("待审核", {
    timeout: 60_000,
  });
  await expect(mark).toContainText("草稿 0 · 待发送 0 · 已发送 1");
});
