import { expect, test as baseTest } from "@playwright/test";
import { Desk, test } from "./desk/desk.ts";
import { watchComplaints } from "./desk/watch-complaints.ts";

// A page that is not watched: here violations are wanted.
baseTest(
  "the page runs no inline script, no eval, no style and no content from elsewhere",
  { tag: "@browser-host" },
  async ({ page }) => {
    const desk = await Desk.prepare([]);
    const complaints = await watchComplaints(page);
    try {
      await page.goto(await desk.startClient());
      await expect(
        page.getByRole("button", { name: "使用电子钥匙" }),
      ).toBeVisible();
      const elsewhere = desk.companionOrigin;
      const outcome = await page.evaluate(async (origin) => {
        const violated = new Set<string>();
        document.addEventListener("securitypolicyviolation", (event) =>
          violated.add(event.effectiveDirective),
        );
        const marks = window as unknown as { ran?: boolean };
        const inline = document.createElement("script");
        inline.textContent = "window.ran = true";
        document.body.append(inline);
        const remote = document.createElement("script");
        remote.src = `${origin}/health`;
        document.body.append(remote);
        const style = document.createElement("style");
        style.textContent = "body { display: none }";
        document.body.append(style);
        const image = new Image();
        image.src = `${origin}/picture.png`;
        const frame = document.createElement("iframe");
        frame.src = `${origin}/health`;
        document.body.append(frame);
        // In a task of its own: what the test sends in is allowed to evaluate.
        const evaluated = await new Promise<string>((resolve) => {
          setTimeout(() => {
            try {
              // oxlint-disable-next-line no-eval -- whether it is refused is the question
              (0, eval)("1 + 1");
              resolve("ran");
            } catch {
              resolve("refused");
            }
          });
        });
        const fetched = await fetch(`${origin}/health`).then(
          () => "answered",
          () => "refused",
        );
        const base = document.createElement("base");
        base.href = `${origin}/`;
        document.head.append(base);
        const form = document.createElement("form");
        form.action = `${origin}/health`;
        document.body.append(form);
        form.submit();
        const wanted = 8;
        while (violated.size < wanted)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        return {
          evaluated,
          fetched,
          ran: marks.ran ?? false,
          isShown: getComputedStyle(document.body).display !== "none",
          violated: [...violated].sort(),
        };
      }, elsewhere);
      expect(outcome).toEqual({
        evaluated: "refused",
        fetched: "refused",
        ran: false,
        isShown: true,
        violated: [
          "base-uri",
          "connect-src",
          "form-action",
          "frame-src",
          "img-src",
          "script-src",
          "script-src-elem",
          "style-src-elem",
        ],
      });
      expect(complaints).toEqual(
        expect.arrayContaining(
          outcome.violated.map((each) => `Content Security Policy: ${each}`),
        ),
      );
    } finally {
      await desk.clear();
    }
  },
);

test.fail(
  "a screen fails on a violation whatever else it looks at",
  { tag: "@browser-host" },
  async ({ page }) => {
    const complaint = page.waitForEvent("console");
    await page.setContent(
      `<meta http-equiv="Content-Security-Policy" content="img-src 'none'"><img src="https://elsewhere.example/picture.png">`,
    );
    await complaint;
  },
);
