import {
  enterFilings,
  rowOf,
  signInWithKey,
  signOut,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test("a crash content that was put off and typed over shows what stands there now, and 不恢复 leaves that", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await page.getByRole("button", { name: "新增" }).first().click();
  const representative = page.getByLabel("法定代表人", { exact: true });
  await representative.fill("小潘");
  await expect(page.getByText(/已自动保存/).first()).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await desk.stopClient("kill");

  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  const found = page.getByRole("dialog", { name: "找回了上次填写的内容" });
  await found.getByRole("button", { name: "以后再说" }).click();
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  await representative.fill("小王");
  await page.getByRole("button", { name: "暂存", exact: true }).click();
  await expect(page.getByText(/已暂存/)).toBeVisible();
  await page.getByRole("button", { name: "关闭", exact: true }).click();
  await signOut(page);

  await signInWithKey(page, desk.key);
  await expect(found).toContainText("与现在的内容有以下不同");
  await expect(found.getByRole("row", { name: /法定代表人/ })).toContainText(
    /小王\s*小潘/,
  );
  await expect(found.getByRole("button", { name: "不恢复" })).toBeFocused();
  await page.screenshot({ path: test.info().outputPath("typed-on.png") });
  await found.getByRole("button", { name: "不恢复" }).click();
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  await expect(representative).toHaveValue("小王");
});

test("what was typed before a crash can be left, is kept for 30 days and comes back from 数据安全", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await enterFilings(page, desk.key);
  await page.getByRole("button", { name: "新增" }).first().click();
  await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
  await page.getByRole("button", { name: "暂存", exact: true }).click();
  await expect(page.getByText(/已暂存/)).toBeVisible();
  await page.getByLabel("法定代表人", { exact: true }).fill("小王");
  await page.getByLabel("海关代码", { exact: true }).fill("1111100000");
  await expect(page.getByText(/已自动保存/).first()).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await desk.stopClient("kill");

  await page.goto(await desk.startClient());
  await signInWithKey(page, desk.key);
  const found = page.getByRole("dialog", { name: "找回了上次填写的内容" });
  await expect(found.getByRole("row", { name: /法定代表人/ })).toContainText(
    /小潘\s*小王/,
  );
  await expect(found.getByRole("row", { name: /海关代码/ })).toContainText(
    "1111100000",
  );
  await found.getByRole("button", { name: "不恢复" }).click();
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  const representative = page.getByLabel("法定代表人", { exact: true });
  await expect(representative).toHaveValue("小潘");
  await page.getByRole("button", { name: "关闭", exact: true }).click();

  await page.getByRole("button", { name: "数据安全" }).click();
  await rowOf(page, /没有正常关闭/)
    .getByRole("button", { name: "恢复" })
    .click();
  const restore = page.getByRole("dialog", { name: "恢复内容" });
  await expect(restore).toContainText("现在填写的内容由这些内容代替");
  await expect(restore.getByRole("row", { name: /法定代表人/ })).toContainText(
    /小潘\s*小王/,
  );
  await restore.getByRole("button", { name: "恢复", exact: true }).click();
  await expect(rowOf(page, /没有正常关闭/)).toHaveCount(0);
  // What stood there is taken back the same way.
  await rowOf(page, /放弃的修改/)
    .getByRole("button", { name: "恢复" })
    .click();
  await expect(restore.getByRole("row", { name: /法定代表人/ })).toContainText(
    /小王\s*小潘/,
  );
  await restore.getByRole("button", { name: "取消" }).click();
  await page.getByRole("button", { name: "首页" }).click();
  await enterFilings(page, desk.key);
  await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
  await expect(representative).toHaveValue("小王");
});
