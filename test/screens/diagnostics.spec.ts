import { createKeySimulator } from "../../dev/key-simulator.ts";
import { join } from "node:path";
import { signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test.use({ furtherKeys: ["expired"] });

test("诊断 opens without being signed in, says what is there and what is wrong, and can be copied", async ({
  desk,
  page,
}) => {
  const keys = createKeySimulator(join(desk.folder, "simulator"), {
    tokens: ["演示电子钥匙", "演示过期钥匙"],
  });
  await page.goto(
    await desk.startClient({
      modules: [keys.modulePath, "/nowhere/gm3000_pkcs11.so"],
      environment: keys.environment,
    }),
  );
  await page.getByRole("button", { name: /诊断/ }).click();
  await expect(page.getByRole("heading", { name: "诊断" })).toBeVisible();
  await expect(
    page.getByRole("row", { name: /gm3000_pkcs11/ }).first(),
  ).toContainText("没有找到电子钥匙驱动");
  await expect(
    page.getByRole("row", { name: /演示过期钥匙.*证书已过期/ }),
  ).toBeVisible();
  const text = page.getByRole("textbox", { name: "复制的内容" });
  await expect(text).toHaveValue(/【证书】/);
  expect(await text.inputValue()).not.toContain(desk.key.uscc);
  await page.getByRole("button", { name: "复制", exact: true }).click();
  await expect(page.getByText("已复制")).toBeVisible();
  await page.getByRole("button", { name: "返回登录" }).click();
  await signInWithKey(page, desk.key);
  await page.getByRole("button", { name: "诊断", exact: true }).click();
  await expect(page.getByRole("heading", { name: "诊断" })).toBeVisible();
  await page.getByRole("button", { name: "重新检查" }).click();
  await expect(
    page.getByRole("row", { name: /演示电子钥匙/ }).first(),
  ).toBeVisible();
});
