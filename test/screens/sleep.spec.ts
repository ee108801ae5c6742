import { enterFilings, signInWithKey } from "./desk/clerk-steps.ts";
import { expect, test } from "./desk/desk.ts";

test(
  "what was typed is on disk when the machine falls asleep, before the pause after typing is over",
  { tag: "@browser-host" },
  async ({ desk, page }) => {
    // Says to the page what the host says at a suspend, which no browser hears of.
    let fallAsleep = (): void => undefined;
    await page.routeWebSocket(/\/bridge$/, (socket) => {
      socket.connectToServer();
      fallAsleep = () =>
        socket.send(
          JSON.stringify({
            kind: "event",
            name: "drafts.keep-now",
            payload: {},
          }),
        );
    });
    await page.clock.install();
    await page.goto(await desk.startClient());
    await signInWithKey(page, desk.key);
    await enterFilings(page, desk.key);
    await page.getByRole("button", { name: "新增" }).first().click();
    const representative = page.getByLabel("法定代表人", { exact: true });
    await expect(representative).toBeVisible();

    // Time stands still, so nothing is saved by itself.
    await page.clock.pauseAt(Date.now() + 60_000);
    await representative.fill("小王");
    await expect(page.getByText("正在保存").first()).toBeVisible();
    fallAsleep();
    await expect(page.getByText(/已自动保存/).first()).toBeVisible();
    await desk.stopClient("kill");

    await page.clock.resume();
    await page.goto(await desk.startClient());
    await signInWithKey(page, desk.key);
    await expect(
      page
        .getByRole("dialog", { name: "找回了上次填写的内容" })
        .getByRole("row", { name: /法定代表人/ }),
    ).toContainText("小王");
  },
);
