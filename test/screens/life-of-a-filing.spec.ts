import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import Database from "better-sqlite3";
import {
  askForSignature,
  enterFilings,
  rowOf,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";

async function submit(page: Page, row: Locator, desk: Desk): Promise<void> {
  await signWithPin(await askForSignature(page, row), desk.key.pin);
  await expect(row).toContainText("待审核", { timeout: 60_000 });
}

/** The short id of the one filing that waits for the reviewer. */
async function pendingId(desk: Desk): Promise<string> {
  return /[0-9a-f]{8}/.exec(await desk.review("list"))?.[0] ?? "";
}

/** The actions a row offers, in their order. */
function actionsOf(row: Locator): Locator {
  return row.getByRole("cell").last().getByRole("button");
}

async function change(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: "保存信息" }).click();
}

/** 导出 is ours (decision 0016); the others are the manual's. */
const whileOpen = ["修改", "上报", "详情", "导出", "删除"];

test("a filing is returned, changed, approved, amended, replaced and voided", async ({
  desk,
  clientPage: page,
}) => {
  test.slow();
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const row = await saveFiling(page);
  await expect(actionsOf(row)).toHaveText(whileOpen);
  await submit(page, row, desk);
  await expect(actionsOf(row)).toHaveText(["详情"]);

  const opinion = "请补充经营范围";
  const id = await pendingId(desk);
  await desk.review("return", id, "--opinion", opinion);
  await expect(row).toContainText("审核不通过");
  await expect(actionsOf(row)).toHaveText(whileOpen);
  await row.getByRole("button", { name: "修改" }).click();
  await expect(page.getByText(opinion).first()).toBeVisible();
  await change(page, "企业经营范围", "二手车出口及售后服务");
  await expect(row).toContainText("待上报");
  await submit(page, row, desk);
  await desk.review("approve", id);
  await expect(row).toContainText("审核通过");
  await expect(actionsOf(row)).toHaveText(["变更", "详情"]);
  const validity = await row.getByRole("cell").nth(6).innerText();
  expect(validity).toMatch(/\d{4}-\d\d-\d\d/);

  await row.getByRole("button", { name: "变更" }).click();
  await expect(
    page.getByRole("heading", { name: "变更二手车备案申请表" }),
  ).toBeVisible();
  await expect(page.getByLabel("审核机构", { exact: true })).toHaveValue(
    "北京市商务局",
  );
  await expect(
    page.getByRole("link", { name: "下载 营业执照正本影像.jpg" }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "暂存" })).toHaveCount(0);
  await change(page, "法定代表人", "小王");
  await expect(row).toContainText("变更");
  await expect(row).toContainText("待上报");
  await expect(row.getByRole("cell").nth(6)).toHaveText(validity);
  await submit(page, row, desk);
  await desk.review("approve", await pendingId(desk));
  await expect(row).toContainText("审核通过");
  await expect(row.getByRole("cell").nth(6)).toHaveText(validity);

  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByRole("button", { name: "复制上次备案" }).click();
  await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
    "小王",
  );
  await page.getByRole("button", { name: "保存信息" }).click();
  const second = rowOf(page, /新增 待上报|新增.*待上报/);
  await expect(second).toBeVisible();
  await signWithPin(await askForSignature(page, second), desk.key.pin);
  const rows = page.getByRole("row", { name: /测试企业/ });
  await expect(rows.filter({ hasText: "待审核" })).toHaveCount(1, {
    timeout: 60_000,
  });
  const secondId = await pendingId(desk);
  await desk.review("approve", secondId);
  await expect(rows.filter({ hasText: "审核通过" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "无效" })).toHaveCount(1);

  await desk.review("void", secondId, "--reason", "企业申请注销");
  await expect(rows.filter({ hasText: "无效" })).toHaveCount(2);
  await expect(page.getByText(/企业申请注销/).first()).toBeVisible();
  for (const one of await rows.all())
    await expect(actionsOf(one)).toHaveText(["详情"]);
});

test("the end of validity shows by itself, also after days without the API", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  const row = await saveFiling(page);
  await submit(page, row, desk);
  await desk.review("approve", await pendingId(desk));
  await expect(row).toContainText("审核通过");

  await desk.stopCompanion();
  // A year cannot be waited for: the approval is moved into the past where the API keeps it.
  const database = new Database(join(desk.companionFolder, "companion.sqlite"));
  database
    .prepare("UPDATE filings SET valid_from = ?, valid_until = ?")
    .run("2024-02-26", "2025-02-25");
  database.close();
  await desk.startCompanion();
  await expect(row).toContainText("失效", { timeout: 60_000 });
  await expect(actionsOf(row)).toHaveText(["详情"]);
  await expect(
    page.getByRole("button", { name: "新增" }).first(),
  ).toBeEnabled();
});
