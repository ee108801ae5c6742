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
import { violations } from "./desk/violations.ts";

test("no screen of the main job has a serious accessibility violation", async ({
  desk,
  clientPage: page,
}) => {
  const seen: Record<string, string[]> = {};
  const look = async (screen: string): Promise<void> => {
    await page.screenshot({ path: test.info().outputPath(`${screen}.png`) });
    seen[screen] = await violations(page);
  };
  await expect(
    page.getByRole("radio", { name: /张三/, disabled: false }),
  ).toBeVisible();
  await look("sign-in");
  await signInWithKey(page, desk.key);
  await expect(page.getByText("商务部进出口许可证统一管理平台")).toBeVisible();
  await look("hall");
  await enterFilings(page, desk.key);
  await look("empty-list");
  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
  await page.getByRole("button", { name: "保存信息" }).click();
  await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
    "小潘",
  );
  await look("problem-list");
  await page.getByRole("button", { name: "二手车备案", exact: true }).click();
  await rowOf(page, /暂存/).getByRole("button", { name: "删除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  const row = await saveFiling(page, "流通企业");
  await look("list");
  const dialog = await askForSignature(page, row);
  await look("pin");
  await signWithPin(dialog, desk.key.pin);
  await expect(row).toContainText("待审核");
  await row.getByRole("button", { name: "详情" }).click();
  await expect(page.getByText("荣华中路1号").first()).toBeVisible();
  await look("detail");
  expect(Object.values(seen).flat()).toEqual([]);
});

/** Presses Tab until the control has the focus; a control that Tab never reaches fails the test. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    const isThere = await page.evaluate(
      ([source, isExact]) => {
        const element = document.activeElement;
        const label =
          element?.getAttribute("aria-label") ??
          (element as HTMLInputElement | null)?.labels?.[0]?.textContent ??
          element?.textContent ??
          "";
        return isExact === "exact"
          ? label.trim() === source
          : new RegExp(source ?? "").test(label);
      },
      typeof name === "string" ? [name, "exact"] : [name.source, "pattern"],
    );
    if (isThere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}

test("a clerk without a mouse signs in, types a draft, keeps it and comes back", async ({
  desk,
  clientPage: page,
}) => {
  await expect(
    page.getByRole("radio", { name: /张三/, disabled: false }),
  ).toBeVisible();
  await page.getByLabel("密码").focus();
  await page.keyboard.type(desk.key.pin);
  await page.keyboard.press("Enter");
  await expect(page.getByText("商务部进出口许可证统一管理平台")).toBeVisible();
  await tabTo(page, "进入应用");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("dialog").getByRole("radio", { checked: true }),
  ).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(
    page.getByRole("heading", { name: "二手车备案列表" }),
  ).toBeVisible();
  await tabTo(page, "新增");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("法定代表人", { exact: true })).toBeVisible();
  await tabTo(page, /^\*?企业名称$/);
  await page.keyboard.press("Tab");
  await page.keyboard.type("北京");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await expect(page.getByText(/已自动保存/).first()).toBeVisible();
  await tabTo(page, "关闭");
  await page.keyboard.press("Enter");
  await expect(rowOf(page, /暂存/)).toBeVisible();
});
