import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  askForSignature,
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { startOtherMachine } from "./desk/other-machine.ts";

async function openForm(page: Page): Promise<void> {
  await rowOf(page, /测试企业/)
    .getByRole("button", { name: "修改" })
    .click();
  await expect(
    page.getByRole("heading", { name: "录入二手车备案申请表" }),
  ).toBeVisible();
}

async function saveForm(page: Page, fields: Record<string, string>) {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: "保存信息" }).click();
  await expect(
    page.getByRole("heading", { name: "二手车备案列表" }),
  ).toBeVisible();
}

test.describe("over a network of our own", () => {
  test.use({ isNetworkOurs: true });

  test(
    "a filing changed on two machines is put together place by place, and one deleted here and changed there is asked about",
    { tag: "@browser-host" },
    async ({ desk, clientPage: page, otherPage }) => {
      await signInWithKey(page, desk.key);
      await enterFilings(page, desk.key);
      const row = await saveFiling(page);
      await expect(row).toContainText("已同步");
      await openForm(page);

      const other = await startOtherMachine(desk);
      await otherPage.goto(String(other.ready["url"]));
      await signInWithKey(otherPage, desk.key);
      await enterFilings(otherPage, desk.key);
      await openForm(otherPage);
      await saveForm(otherPage, { "从业人数（人）": "2000", 姓名: "小赵" });
      const theirs = rowOf(otherPage, /测试企业/);
      await expect(theirs).toContainText("已同步");

      await expect(async () => {
        await saveForm(page, { 姓名: "小王" });
        await expect(row.getByRole("button", { name: "处理冲突" })).toBeVisible(
          {
            timeout: 5000,
          },
        );
      }).toPass();
      await row.getByRole("button", { name: "处理冲突" }).click();
      const dialog = page.getByRole("dialog", { name: "处理冲突" });
      await expect(dialog.getByRole("radiogroup")).toHaveCount(2);
      await dialog.getByRole("button", { name: "全部用服务器" }).click();
      await dialog
        .getByRole("radiogroup", { name: "姓名" })
        .getByRole("radio", { name: /小王/ })
        .check();
      await dialog.getByRole("button", { name: "保存信息" }).click();
      await expect(row).toContainText("已同步");

      await row.getByRole("button", { name: "详情" }).click();
      await expect(page.getByText("小王", { exact: true })).toBeVisible();
      await expect(page.getByText("2000", { exact: true })).toBeVisible();

      // Deleted where the network is away, and switched off before it returns.
      desk.network.fault = () => "drop";
      await page.getByRole("button", { name: "返回列表" }).click();
      await row.getByRole("button", { name: "删除" }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: "删除", exact: true })
        .click();
      await expect(row).toContainText("已删除，等待同步");
      await desk.stopClient();
      desk.network.fault = () => "none";
      await openForm(otherPage);
      await expect(otherPage.getByLabel("姓名", { exact: true })).toHaveValue(
        "小王",
      );
      await saveForm(otherPage, { 姓名: "小孙" });
      await expect(theirs).toContainText("已同步");
      await other.stop();

      await page.goto(await desk.startClient());
      await signInWithKey(page, desk.key);
      await enterFilings(page, desk.key);
      const mark = page.getByRole("button", { name: /^同步：需要处理 1/ });
      await mark.click();
      const needed = page.getByRole("region", { name: "需要处理" });
      await expect(needed).toContainText("处理冲突");
      await page.screenshot({ path: test.info().outputPath("attention.png") });
      await needed.getByRole("button", { name: "处理冲突" }).click();
      await row.getByRole("button", { name: "处理冲突" }).click();
      await expect(dialog).toContainText(/本机于 .+ 删除了这份备案/);
      await page.screenshot({
        path: test.info().outputPath("deleted-here.png"),
      });
      await dialog.getByRole("button", { name: "保留备案" }).click();
      await row.getByRole("button", { name: "详情" }).click();
      await expect(page.getByText("小孙", { exact: true })).toBeVisible();
    },
  );
});

test("a deletion is taken back, the papers are printed, the next filing starts from the last", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const row = await saveFiling(page);
  await expect(row).toContainText("已同步");

  await desk.stopCompanion();
  await row.getByRole("button", { name: "删除" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "删除", exact: true })
    .click();
  await expect(row).toContainText("已删除，等待同步");
  await row.getByRole("button", { name: "撤销删除" }).click();
  await expect(row.getByRole("button", { name: "修改" })).toBeVisible();
  await desk.startCompanion();

  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(row).toContainText("待审核", { timeout: 60_000 });
  const id = /[0-9a-f]{8}/.exec(await desk.review("list"))?.[0] ?? "";
  await desk.review("approve", id);
  await expect(row).toContainText("审核通过");

  await row.getByRole("button", { name: "详情" }).click();
  for (const verb of ["导出PDF", "导出回执PDF"]) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: verb, exact: true }).click();
    const path = await (await download).path();
    expect((await readFile(path)).subarray(0, 5).toString()).toBe("%PDF-");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.getByRole("button", { name: "打印", exact: true }).click();
  await expect(page.getByTitle("打印申请表")).toBeVisible();
  // The cross of the dialog bears the same name.
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "关闭" })
    .last()
    .click();

  await page.getByRole("button", { name: "返回列表" }).click();
  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByRole("button", { name: "复制上次备案" }).click();
  await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
    "小潘",
  );
  await expect(
    page.getByRole("link", { name: "下载 企业公函.pdf" }),
  ).toBeVisible();
});

test(
  "of two filings begun on two machines the second stays a draft whose contents can be carried over",
  { tag: "@browser-host" },
  async ({ desk, clientPage: page, otherPage }) => {
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    await page.getByRole("button", { name: "新增" }).first().click();
    await page.getByLabel("法定代表人", { exact: true }).fill("小钱");
    await expect(page.getByText(/已自动保存/).first()).toBeVisible();

    const other = await startOtherMachine(desk);
    await otherPage.goto(String(other.ready["url"]));
    await signInWithKey(otherPage, desk.key);
    await enterFilings(otherPage, desk.key);
    const theirs = await saveFiling(otherPage);
    await expect(theirs).toContainText("已同步");
    await other.stop();

    await page.getByRole("button", { name: "二手车备案", exact: true }).click();
    const draft = rowOf(page, /暂存/);
    await draft.getByRole("button", { name: "转入在办申请" }).click();
    await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
      "小钱",
    );
  },
);
