import {
  askForSignature,
  enterFilings,
  saveFiling,
  signInWithKey,
  signWithPin,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test.use({ keyAlgorithm: "sm2" });

test(
  "a clerk with an SM2 key signs in, submits, and gets the receipt; the certificate for encryption is never offered",
  { tag: "@simulator" },
  async ({ desk, clientPage: page }) => {
    const choices = page.getByRole("radio", {
      name: new RegExp(desk.key.holderName),
    });
    await expect(choices.and(page.locator(":enabled"))).toHaveCount(1);
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);

    const row = await saveFiling(page);
    await signWithPin(await askForSignature(page, row), desk.key.pin);
    await expect(row).toContainText("待审核");

    await row.getByRole("button", { name: "详情" }).click();
    await expect(
      page.getByText("回执签名已验证，内容未被改动。"),
    ).toBeVisible();
    await expect(page.getByText("张三").first()).toBeVisible();
    expect(await desk.review("list")).toContain("测试企业");
  },
);
