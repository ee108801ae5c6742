import { enterFilings, signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test.use({
  furtherKeys: [
    "expired",
    "not-yet-valid",
    "revoked",
    "untrusted",
    "encryption-only",
    "other-enterprise",
  ],
});

test("every unusable certificate stays in the list, disabled, with its reason", async ({
  desk,
  clientPage: page,
}) => {
  for (const [key, reason] of [
    ["演示未生效钥匙", /未生效/],
    ["演示吊销钥匙", /已吊销/],
    ["演示他签钥匙", /签发机构不受信任/],
    ["演示电子钥匙", /仅加密用途/],
  ] as const) {
    const choice = page.getByRole("radio", {
      name: new RegExp(`${key}[^]*${reason.source}`),
    });
    await expect(choice).toBeDisabled();
  }
  await signInWithKey(page, desk.key);
  await expect(page.getByText("商务部进出口许可证统一管理平台")).toBeVisible();
});

test("a wrong PIN is told in the dialog and the right one goes on", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key, "00000000");
  await expect(page.getByText(/密码不正确/).first()).toBeVisible();
  await signInWithKey(page, desk.key);
  await expect(page.getByText("商务部进出口许可证统一管理平台")).toBeVisible();
});

test("the certificate of another enterprise cannot be chosen to sign", async ({
  desk,
  clientPage: page,
}) => {
  await signInWithKey(page, desk.key);
  await page
    .getByRole("row", { name: /商务部进出口许可证统一管理平台/ })
    .getByRole("button", { name: "进入应用" })
    .click();
  const other = page.getByRole("dialog").getByRole("radio", { name: /李四/ });
  await expect(other).toBeDisabled();
  await expect(
    page.getByText(/属于其他企业，请重新登录/).first(),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await enterFilings(page, desk.key);
});
