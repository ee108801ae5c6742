import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  startOpenIdProvider,
  type TestProvider,
} from "../integration/companion/start-openid-provider.ts";
import { filledRegistration } from "../fixtures/registration.ts";
import {
  accountPassword,
  fillRegistration,
  fillSecrets,
  openIdTitle as title,
  registerElsewhere,
  signInWithAccount,
  solveCaptcha,
} from "./desk/account-steps.ts";
import { signOut } from "./desk/clerk-steps.ts";
import { expect, test, type Desk } from "./desk/desk.ts";
import { violations } from "./desk/violations.ts";

let provider: TestProvider;
test.beforeAll(async () => {
  provider = await startOpenIdProvider();
});
test.afterAll(() => provider.close());

/** What opens beside the client, in the clerk's own browser. */
async function openedPage(desk: Desk, number: number): Promise<string> {
  await expect.poll(() => desk.openedPages().length).toBe(number);
  return desk.openedPages()[number - 1] ?? "";
}

async function returnToClient(
  page: Page,
  address: string,
  query: string,
): Promise<void> {
  const browser = await page.context().newPage();
  const redirectUri = new URL(address).searchParams.get("redirect_uri") ?? "";
  await browser.goto(`${redirectUri}?${query}`);
  await expect(browser.getByText(/可以关闭此窗口/)).toBeVisible();
  await browser.close();
}

/** A desk without a key whose API and machine both name the provider. */
async function openWithProvider(page: Page, desk: Desk): Promise<void> {
  await desk.configureCompanion({
    COMPANION_OPENID_ISSUER: provider.issuer,
    COMPANION_OPENID_CLIENT_ID: provider.clientId,
  });
  const policyFile = join(desk.folder, "policies.json");
  await writeFile(
    policyFile,
    JSON.stringify({ enforced: { openIdIssuer: provider.issuer } }),
  );
  const further = ["--policy-file", policyFile];
  await page.goto(await desk.startClient({ modules: [], further }));
}

test("an identity of the provider is bound to an account, opens it, and is unbound @browser-host", async ({
  desk,
  page,
}) => {
  test.slow();
  const { accountName } = await registerElsewhere(desk);
  await openWithProvider(page, desk);
  const seen: Record<string, string[]> = {};
  const look = async (screen: string): Promise<void> => {
    await page.screenshot({ path: test.info().outputPath(`${screen}.png`) });
    seen[screen] = await violations(page);
  };
  const begin = page.getByRole("button", { name: title });
  await expect(begin).toBeVisible();
  await look("sign-in");

  await begin.click();
  const waiting = page.getByRole("dialog", { name: title });
  await expect(waiting.getByText(/已在系统浏览器中打开/)).toBeVisible();
  await openedPage(desk, 1);
  await look("waiting");
  await waiting.getByRole("button", { name: "取消" }).click();
  await expect(waiting).toBeHidden();
  await expect(page.getByRole("alert")).toBeHidden();

  await begin.click();
  const first = await openedPage(desk, 2);
  await returnToClient(page, first, await provider.signIn(first, "clerk"));
  await expect(waiting.getByText(/还没有绑定账号/)).toBeVisible();
  await look("unbound");
  await waiting.getByRole("button", { name: "绑定已有账号" }).click();
  await expect(page.getByText(/请用要绑定的账号登录一次/)).toBeVisible();
  await look("binding");
  await signInWithAccount(page, accountName);
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
  await signOut(page);

  await begin.click();
  const second = await openedPage(desk, 3);
  await returnToClient(page, second, await provider.signIn(second, "clerk"));
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
  await page.getByRole("button", { name: "账号管理" }).click();
  await expect(page.getByText("已绑定，可以直接登录")).toBeVisible();
  await look("bound");
  await page.getByRole("button", { name: "解除绑定" }).click();
  const unbind = page.getByRole("dialog", { name: /解除/ });
  await look("unbind");
  await unbind.getByRole("button", { name: "解除绑定" }).click();
  await expect(page.getByText("已绑定，可以直接登录")).toBeHidden();
  await signOut(page);

  await begin.click();
  const third = await openedPage(desk, 4);
  await returnToClient(page, third, await provider.abort(third));
  await expect(page.getByText(/没有确认这次登录/)).toBeVisible();
  await look("refused");
  expect(Object.values(seen).flat()).toEqual([]);
});

test("an identity that has no account yet registers one, and from then on signs in through the provider @browser-host", async ({
  desk,
  page,
}) => {
  const typed = { ...filledRegistration, uscc: desk.key.uscc };
  await desk.useMovableClock();
  await openWithProvider(page, desk);
  const begin = page.getByRole("button", { name: title });
  await begin.click();
  const first = await openedPage(desk, 1);
  await returnToClient(page, first, await provider.signIn(first, "newcomer"));
  await page
    .getByRole("dialog", { name: title })
    .getByRole("button", { name: "注册新账号" })
    .click();
  await expect(page.getByText(/身份将与新账号绑定/)).toBeVisible();
  await fillRegistration(page, typed);
  await fillSecrets(page, desk);
  await page.screenshot({ path: test.info().outputPath("registers.png") });
  await page.getByRole("button", { name: "注册", exact: true }).click();
  await expect(page.getByText(/注册成功/)).toBeVisible();
  await expect(page.getByText(/请用要绑定的账号登录一次/)).toBeHidden();

  await begin.click();
  const second = await openedPage(desk, 2);
  await returnToClient(page, second, await provider.signIn(second, "newcomer"));
  await expect(page.getByRole("heading", { name: "业务大厅" })).toBeVisible();
  await page.getByRole("button", { name: "账号管理" }).click();
  await expect(page.getByText(typed.accountName)).toBeVisible();
  await expect(page.getByText("已绑定，可以直接登录")).toBeVisible();

  // Its password was never typed at this machine, so the API judges it.
  await desk.passTime(16 * 60_000);
  const locked = page.getByRole("dialog", { name: "页面已锁定" });
  const password = locked.getByLabel("密码", { exact: true });
  await password.fill(accountPassword);
  await locked.getByRole("button", { name: "继续" }).click();
  await expect(locked.getByText(/由服务器核对/)).toBeVisible();
  await password.fill(accountPassword);
  await solveCaptcha(locked);
  await page.screenshot({ path: test.info().outputPath("locked.png") });
  expect(await violations(page)).toEqual([]);
  await locked.getByRole("button", { name: "继续" }).click();
  await expect(locked).toBeHidden();
  await expect(page.getByText("已绑定，可以直接登录")).toBeVisible();
});
