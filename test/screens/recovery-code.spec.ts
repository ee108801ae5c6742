import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  attach,
  enterFilings,
  rowOf,
  signInWithKey,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { downloadFrom, fileRow } from "./desk/file-steps.ts";
import { sampleFile } from "./desk/sample-files.ts";

test(
  "a profile that moved to another machine opens with the key and the recovery code, and with nothing less",
  { tag: "@browser-host" },
  async ({ desk, clientPage: page }) => {
    await signInWithKey(page, desk.key);
    await page.getByRole("button", { name: "现在生成" }).click();
    const code = (
      await page
        .getByRole("list", { name: "恢复码" })
        .getByRole("listitem")
        .locator("code")
        .allTextContents()
    ).join("-");
    await page.getByRole("button", { name: "已保存，下一步" }).click();
    const check = page.getByRole("dialog", { name: "请输入恢复码核对" });
    await check.getByLabel("恢复码", { exact: true }).fill(`9${code.slice(1)}`);
    await check.getByRole("button", { name: "核对并生效" }).click();
    await expect(check.getByRole("alert")).toBeVisible();
    await check
      .getByLabel("恢复码", { exact: true })
      .fill(code.toLowerCase().replaceAll("-", " "));
    await check.getByRole("button", { name: "核对并生效" }).click();
    await expect(page.getByText("恢复码已生效")).toBeVisible();
    await expect(page.getByRole("button", { name: "现在生成" })).toBeHidden();

    await enterFilings(page, desk.key);
    await page.getByRole("button", { name: "新增" }).first().click();
    await page.getByLabel("法定代表人", { exact: true }).fill("金丝雀CANARY");
    const letter = sampleFile("pdf", "企业公函.pdf", "CANARY");
    await attach(page, "企业公函", letter);
    await expect(page.getByText(/已自动保存/).first()).toBeVisible();
    await desk.stopClient();

    const profile = join(desk.folder, "profile");
    const clear = readdirSync(profile, { recursive: true })
      .map((name) => join(profile, String(name)))
      .filter((path) => statSync(path).isFile())
      .filter((path) => {
        const held = readFileSync(path);
        return ["CANARY", code, code.replaceAll("-", "")].some((secret) =>
          held.includes(secret),
        );
      });
    expect(clear).toEqual([]);

    // What the system's secret store held stays behind on the old machine.
    rmSync(join(profile, "DEVELOPMENT-ONLY-secret-key"));
    await page.goto(await desk.startClient());
    await signInWithKey(page, desk.key);
    await expect(page.getByRole("alert")).toContainText("没有删除");
    const field = page.getByLabel("恢复码", { exact: true });
    await expect(field).toBeVisible();
    await field.fill("0000-0000");
    await page.getByLabel("密码").fill(desk.key.pin);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("组有误");
    await field.fill(code);
    await page.getByLabel("密码").fill(desk.key.pin);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await enterFilings(page, desk.key);
    await rowOf(page, /暂存/).getByRole("button", { name: "修改" }).click();
    await expect(page.getByLabel("法定代表人", { exact: true })).toHaveValue(
      "金丝雀CANARY",
    );
    const row = fileRow(page, "企业公函");
    const { bytes } = await downloadFrom(row, letter.name);
    expect(bytes.equals(Buffer.from(letter.bytes))).toBe(true);

    // From now on this machine opens it by itself.
    await desk.stopClient();
    await page.goto(await desk.startClient());
    await signInWithKey(page, desk.key);
    await expect(
      page.getByRole("button", { name: "进入应用" }).first(),
    ).toBeVisible();
  },
);
