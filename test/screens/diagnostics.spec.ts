import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { createKeySimulator } from "../../dev/key-simulator.ts";
import {
  proxyUser,
  startCompanyNetwork,
} from "../integration/network/company-network.ts";
import { signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";
import { takePicture } from "./desk/take-picture.ts";
import { violations } from "./desk/violations.ts";

test.use({ furtherKeys: ["expired"] });

test(
  "诊断 opens without being signed in, says what is there and what is wrong, and can be copied",
  { tag: "@simulator" },
  async ({ desk, page }) => {
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
    await takePicture(page, "diagnostics");
  },
);

test(
  "behind a proxy the clerk signs in to it, reads the diagnostic file, and saves what was read",
  { tag: "@browser-host" },
  async ({ desk, page }) => {
    const network = await startCompanyNetwork();
    try {
      const policyFile = join(desk.folder, "policy.json");
      const { host: proxy } = new URL(network.proxy);
      await writeFile(
        policyFile,
        JSON.stringify({
          enforced: {
            companionAddress: network.origin,
            proxyMode: "manual",
            proxyAddress: proxy,
          },
        }),
      );
      const zipFile = join(desk.folder, "诊断.zip");
      await page.goto(
        await desk.startClient({
          isAddressNamed: false,
          environment: { NODE_EXTRA_CA_CERTS: network.caFile },
          choose: zipFile,
          further: ["--policy-file", policyFile],
        }),
      );
      await page.getByRole("button", { name: /诊断/ }).click();
      const networkRow = page.getByRole("row", { name: /filing\.test/ });
      await expect(networkRow).toContainText("sync-proxy-sign-in");

      const signIn = async (password: string): Promise<void> => {
        await page.getByRole("button", { name: "登录代理服务器" }).click();
        const dialog = page.getByRole("dialog");
        await expect(dialog.getByLabel("代理用户名")).toBeFocused();
        await page.keyboard.type(proxyUser.username);
        await dialog.getByLabel("代理密码").fill(password);
        await takePicture(page, "proxy-sign-in");
        await dialog.getByRole("button", { name: "登录代理服务器" }).click();
        await expect(dialog).toHaveCount(0);
        await page.getByRole("button", { name: "重新检查" }).click();
      };
      await expect(page.getByText(`代理服务器 ${proxy} 需要`)).toBeVisible();
      await signIn("不对");
      await expect(page.getByText("没有接受刚才的用户名或密码")).toBeVisible();
      await signIn(proxyUser.password);
      await expect(page.getByText(`代理服务器 ${proxy}`)).toHaveCount(0);
      // What stands behind this proxy is no companion API.
      await expect(networkRow).toContainText("sync-reply-unreadable");
      expect(await violations(page)).toEqual([]);

      await page.getByRole("button", { name: "保存诊断文件" }).click();
      const dialog = page.getByRole("dialog", { name: "保存诊断文件" });
      const result = dialog.getByLabel("检查结果（report.json）");
      await expect(result).toHaveValue(/sync-reply-unreadable/);
      await takePicture(page, "diagnostic-file");
      const shown = await result.inputValue();
      expect(await violations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "选择位置并保存" }).click();
      await expect(page.getByText(`已保存到 ${zipFile}`)).toBeVisible();
      const { "report.json": report, ...others } = unzipSync(
        await readFile(zipFile),
      );
      expect([report && strFromU8(report), Object.keys(others)]).toEqual([
        shown,
        ["settings.tsv", "log.jsonl"],
      ]);
    } finally {
      await network.close();
    }
  },
);
