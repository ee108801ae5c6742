import {
  askForSignature,
  attachFiles,
  enterFilings,
  fillFields,
  rowOf,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { takePicture } from "./desk/take-picture.ts";

for (const category of ["生产企业", "流通企业"] as const)
  test(`a clerk of a ${category} files, signs and submits, and a reviewer approves`, async ({
    desk,
    clientPage: page,
  }) => {
    await expect(
      page.getByRole("radio", { name: new RegExp(desk.key.holderName) }),
    ).toBeVisible();
    await takePicture(page, "sign-in");
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);

    await page.getByRole("button", { name: "新增" }).first().click();
    await expect(
      page.getByRole("heading", { name: "录入二手车备案申请表" }),
    ).toBeVisible();
    await expect(
      page.getByLabel("统一社会信用代码", { exact: true }),
    ).toHaveValue(desk.key.uscc);
    await fillFields(page, category);
    await page.getByRole("button", { name: "暂存", exact: true }).click();
    await expect(page.getByText(/已自动保存/).first()).toBeVisible();
    await page.getByLabel("企业名称", { exact: true }).scrollIntoViewIfNeeded();
    await takePicture(page, "form");

    // The clerk goes home; the next morning everything is there.
    await desk.stopClient();
    await page.goto(await desk.startClient());
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    await rowOf(page, /测试企业/)
      .getByRole("button", { name: "修改" })
      .click();
    await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
      "小潘",
    );

    await attachFiles(page, category);
    await page.getByRole("button", { name: "保存信息" }).click();
    const row = rowOf(page, /测试企业/);
    await expect(row).toContainText("待上报");

    const dialog = await askForSignature(page, row);
    await signWithPin(dialog, desk.key.pin);
    await expect(row).toContainText("待审核");

    const id = /[0-9a-f]{8}/.exec(await desk.review("list"))?.[0] ?? "";
    await desk.review("approve", id);
    await expect(row).toContainText("审核通过");
    await expect(row).toContainText(/\d{4}-\d\d-\d\d/);
    await takePicture(page, "list");

    await row.getByRole("button", { name: "详情" }).click();
    await expect(page.getByText("荣华中路1号").first()).toBeVisible();
    await expect(page.getByText("北京市商务局").first()).toBeVisible();
  });
