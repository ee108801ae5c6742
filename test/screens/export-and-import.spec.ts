import { join } from "node:path";
import {
  attach,
  enterFilings,
  rowOf,
  signInWithKey,
} from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { startOtherMachine } from "./desk/other-machine.ts";
import { sampleFile } from "./desk/sample-files.ts";

test(
  "a draft is exported under a passphrase and goes on at another computer, its files with it",
  { tag: "@browser-host" },
  async ({ desk, page, otherPage }) => {
    const chosen = ["--choose", join(desk.folder, "草稿.ucfd")];
    await page.goto(await desk.startClient({ further: chosen }));
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    await page.getByRole("button", { name: "新增" }).first().click();
    await page.getByLabel("法定代表人", { exact: true }).fill("小潘");
    await attach(page, "企业公函", sampleFile("pdf", "企业公函.pdf"));
    await page.getByRole("button", { name: "暂存", exact: true }).click();
    await expect(page.getByText(/已暂存/)).toBeVisible();
    await page.getByRole("button", { name: "关闭", exact: true }).click();

    await rowOf(page, /暂存/).getByRole("button", { name: "导出" }).click();
    const exporting = page.getByRole("dialog", { name: "导出草稿" });
    const passphrase = exporting.getByLabel("文件密码", { exact: true });
    await expect(passphrase).toBeFocused();
    await passphrase.fill("13811111111");
    await expect(exporting.getByText(/太容易猜到/)).toBeVisible();
    await passphrase.fill("荣华中路 Tulip-47");
    await exporting.getByLabel("确认文件密码").fill("荣华中路 Tulip-48");
    await page.keyboard.press("Enter");
    await expect(exporting.getByText("两次输入的文件密码不相同")).toBeVisible();
    await exporting.getByLabel("确认文件密码").fill("荣华中路 Tulip-47");
    await exporting.getByRole("button", { name: "选择位置并导出" }).click();
    await expect(page.getByText("已导出到“草稿.ucfd”。")).toBeVisible();
    await expect(page.getByRole("button", { name: "导入" })).toBeDisabled();

    const other = await startOtherMachine(desk, chosen);
    await otherPage.goto(String(other.ready["url"]));
    await signInWithKey(otherPage, desk.key);
    await enterFilings(otherPage, desk.key);
    await otherPage.getByRole("button", { name: "导入" }).click();
    const importing = otherPage.getByRole("dialog", { name: "导入草稿" });
    await importing.getByLabel("文件密码").fill("荣华中路 Tulip-46");
    await importing.getByRole("button", { name: "导入" }).click();
    await expect(importing.getByRole("alert")).toContainText("文件密码不对");
    await importing.getByLabel("文件密码").fill("荣华中路 Tulip-47");
    await importing.getByRole("button", { name: "导入" }).click();
    await rowOf(otherPage, /暂存/)
      .getByRole("button", { name: "修改" })
      .click();
    await expect(
      otherPage.getByLabel("法定代表人", { exact: true }),
    ).toHaveValue("小潘");
    await expect(
      otherPage.getByRole("link", { name: "下载 企业公函.pdf" }),
    ).toBeVisible();
    await other.stop();
  },
);
