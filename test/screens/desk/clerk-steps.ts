import type { Locator, Page } from "@playwright/test";
import type { DemoEstate } from "../../../dev/demo-ca/create-demo-estate.ts";
import { expect } from "./desk.ts";
import { sampleFiles, type SampleFile } from "./sample-files.ts";
import { takePicture } from "./take-picture.ts";

/** Manual 1.1: 使用电子钥匙, password, 登录. */
export async function signInWithKey(
  page: Page,
  key: DemoEstate,
  pin = key.pin,
): Promise<void> {
  await page
    .getByRole("radio", { name: new RegExp(key.holderName), disabled: false })
    .first()
    .check();
  await page.getByLabel("密码").fill(pin);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** Manual 1.1: 进入应用, choose the certificate, 出口许可证 → 二手车备案. */
export async function enterFilings(page: Page, key: DemoEstate): Promise<void> {
  await page
    .getByRole("row", { name: /商务部进出口许可证统一管理平台/ })
    .getByRole("button", { name: "进入应用" })
    .click();
  const choice = page.getByRole("dialog");
  await choice
    .getByRole("radio", { name: new RegExp(key.holderName), disabled: false })
    .first()
    .check();
  await choice.getByRole("button", { name: "确定" }).click();
  await page.getByRole("button", { name: "二手车备案" }).click();
  await expect(
    page.getByRole("heading", { name: "二手车备案列表" }),
  ).toBeVisible();
}

export async function choose(
  page: Page,
  label: string,
  option: string,
): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  // The kit's listbox for screen readers has no size; a mouse meets the drawn option.
  await page
    .locator(".ant-select-item-option:visible")
    .filter({ hasText: new RegExp(`^${option}$`) })
    .click();
}

const texts: readonly (readonly [string, string])[] = [
  ["精确到街道门牌号", "荣华中路1号"],
  ["海关代码", "1111100000"],
  ["法定代表人", "小潘"],
  ["注册资本（万元）", "10000"],
  ["营业面积（㎡）", "5000"],
  ["从业人数（人）", "1000"],
  ["二手车出口从业人员数量（人）", "100"],
  ["企业经营范围", "二手车出口\n汽车销售"],
  ["姓名", "小李"],
  ["公司职务", "专员"],
  ["手机", "13811111111"],
  ["邮箱", "liwenshu@example.cn"],
];

/** Manual 1.2: every field of the three parts. */
export async function fillFields(
  page: Page,
  category: "生产企业" | "流通企业",
): Promise<void> {
  await choose(page, "省", "北京市");
  await choose(page, "市", "市辖区");
  await choose(page, "县", "东城区");
  await choose(page, "企业性质", "国有企业");
  await choose(page, "企业类别", category);
  await choose(page, "企业规模", "特大型企业");
  for (const [label, text] of texts)
    await page.getByLabel(label, { exact: true }).fill(text);
  for (const [label, day] of [
    ["成立日期", "2024-02-23"],
    ["营业期限起", "2024-02-28"],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(day);
    await page.keyboard.press("Tab");
  }
  await page.getByLabel("长期有效", { exact: true }).check();
}

export async function attach(
  page: Page,
  label: string,
  file: SampleFile,
): Promise<void> {
  await page.getByLabel(label, { exact: true }).setInputFiles({
    name: file.name,
    mimeType: file.mimeType,
    buffer: Buffer.from(file.bytes),
  });
  await expect(
    page.getByRole("link", { name: `下载 ${file.name}` }),
  ).toBeVisible();
}

/** Every file of the category, of every type the manual allows. */
export async function attachFiles(
  page: Page,
  category: "生产企业" | "流通企业",
  files = sampleFiles(category),
): Promise<void> {
  for (const [label, file] of files) await attach(page, label, file);
}

export function rowOf(page: Page, text: string | RegExp): Locator {
  return page.getByRole("row", { name: text });
}

/** 新增, everything filled in and attached, 保存信息: the row stands in the list as 待上报. */
export async function saveFiling(
  page: Page,
  category: "生产企业" | "流通企业" = "生产企业",
  files = sampleFiles(category),
): Promise<Locator> {
  await page.getByRole("button", { name: "新增" }).first().click();
  await fillFields(page, category);
  await attachFiles(page, category, files);
  await page.getByRole("button", { name: "保存信息" }).click();
  const row = rowOf(page, /测试企业/);
  await expect(row).toContainText("待上报");
  return row;
}

/** 上报 up to the PIN: the dialog of what is signed, then the dialog for the PIN. */
export async function askForSignature(
  page: Page,
  row: Locator,
): Promise<Locator> {
  await row.getByRole("button", { name: "上报" }).click();
  const goOn = page.getByRole("button", { name: "输入PIN并签名" });
  await expect(goOn).toBeEnabled();
  await takePicture(page, "submit");
  await goOn.click();
  const dialog = page.getByRole("dialog", { name: "签署备案申请" });
  await expect(dialog).toBeVisible();
  return dialog;
}

export async function signWithPin(dialog: Locator, pin: string): Promise<void> {
  await dialog.getByLabel("密码").fill(pin);
  await dialog.getByRole("button", { name: "签名并上报" }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "退出登录" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "退出登录" })
    .click();
}
