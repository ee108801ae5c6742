import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  askForSignature,
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test("a submission signed while the API is away waits, survives a restart and is sent once", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await desk.stopCompanion();

  const row = await saveFiling(page);
  await expect(row).toContainText("待同步");
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(row).toContainText("已签名，待发送");

  // Signed and unsent: closing and opening the client changes nothing, and no network is needed to look.
  await desk.stopClient("kill");
  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await expect(rowOf(page, /测试企业/)).toContainText("已签名，待发送");

  await desk.startCompanion();
  // Opened without the API, so the API has to see the key once before it takes anything.
  await page.getByRole("button", { name: "重新登录", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("密码").fill(desk.key.pin);
  await dialog.getByRole("button", { name: /登录/ }).click();
  await expect(rowOf(page, /测试企业/)).toContainText("待审核", {
    timeout: 60_000,
  });
  expect((await desk.review("list")).match(/测试企业/g)).toHaveLength(1);
});

test("a draft typed offline is there after the client was killed", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await desk.stopCompanion("kill");
  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
  await page
    .getByLabel("企业经营范围", { exact: true })
    .pressSequentially("二手车出口");
  await expect(page.getByText(/已自动保存/).first()).toBeVisible();
  await desk.stopClient("kill");

  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  const found = page.getByRole("dialog", { name: "找回了上次填写的内容" });
  await expect(found.getByRole("row", { name: /法定代表人/ })).toContainText(
    "小潘",
  );
  await found.getByRole("button", { name: "恢复这些内容" }).click();
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
    "小潘",
  );
  await expect(page.getByLabel("企业经营范围", { exact: true })).toHaveValue(
    "二手车出口",
  );
});

test("client and API killed at the click of 上报 send the filing once", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const row = await saveFiling(page);
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  // Wherever the sending is just now: signing, queued, on its way, or done.
  await Promise.all([desk.stopClient("kill"), desk.stopCompanion("kill")]);

  await desk.startCompanion();
  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const again = rowOf(page, /测试企业/);
  await expect(again).toContainText(/待上报|待审核/);
  // Killed before the signature was made: the clerk sees 待上报 and clicks again.
  const submit = again.getByRole("button", { name: "上报" });
  if (await submit.isVisible())
    await signWithPin(await askForSignature(page, again), desk.key.pin);
  await expect(again).toContainText("待审核", { timeout: 60_000 });
  expect((await desk.review("list")).match(/测试企业/g)).toHaveLength(1);
});

test("a waiting submission can be taken back, changed and signed again @browser-host", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await desk.stopCompanion();
  const row = await saveFiling(page);
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(row).toContainText("已签名，待发送");
  // What the uninstaller reads; in Electron it lies outside the profile, where a test does not look.
  const unsent = () =>
    readFile(join(desk.folder, "profile/unsent.txt"), "utf8");
  await expect.poll(unsent).toBe("1\n");
  await row.getByRole("button", { name: "取消发送" }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: "取消发送" }).click();
  await expect(row).toContainText("待同步");
  await expect.poll(unsent).toBe("0\n");

  await row.getByRole("button", { name: "修改" }).click();
  await page.getByLabel("姓名", { exact: true }).fill("小王");
  await page.getByRole("button", { name: "保存信息" }).click();
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await desk.startCompanion();
  await expect(row).toContainText("待审核", { timeout: 60_000 });
  const id = /[0-9a-f]{8}/.exec(await desk.review("list"))?.[0] ?? "";
  expect(await desk.review("show", id)).toContain("小王");
});
