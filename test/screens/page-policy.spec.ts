import { expect, test as baseTest, type Page } from "@playwright/test";
import { ensureBuiltPage } from "../../dev/browser-host/built-page.ts";
import { serveApplication } from "../../dev/browser-host/serve-application.ts";
import { contentSecurityPolicy } from "../../src-main/page/page-headers.ts";
import type { PrintDocument } from "../../src-shared/printing/print-document.ts";
import { createFakeApplication } from "../fixtures/fakes/fake-application.ts";
import { exampleFiling } from "../fixtures/filings/example-filing.ts";
import { exampleFilingId } from "../fixtures/filings/example-record.ts";
import { Desk, test } from "./desk/desk.ts";
import { watchComplaints } from "./desk/watch-complaints.ts";

/** Nothing listens there, and nothing may ask. */
const elsewhere = "http://127.0.0.1:9";

/** What a script in the page would like to do, and what became of it. */
async function tryEverything(page: Page) {
  return page.evaluate(async (origin) => {
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
}

const nothingOfIt = {
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
};

// Pages that are not watched: here violations are wanted.
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
      expect(await tryEverything(page)).toEqual(nothingOfIt);
      expect(complaints).toEqual(
        expect.arrayContaining(
          nothingOfIt.violated.map(
            (each) => `Content Security Policy: ${each}`,
          ),
        ),
      );
    } finally {
      await desk.clear();
    }
  },
);

const hostileName = `<img src=x onerror="window.ran=true"><script>window.ran=true</script>`;
const hostilePaper: PrintDocument = {
  paper: "application",
  printedAt: "2024-02-26T02:00:00.000Z",
  filingId: exampleFilingId,
  kind: "new",
  state: "to-submit",
  year: 2024,
  fields: { ...exampleFiling().fields, enterpriseName: hostileName },
  files: [],
  approval: null,
  opinion: null,
  voidReason: null,
  history: [],
  receipt: null,
};

baseTest(
  "the page that is printed has the same policy, no bridge, and draws what was typed as text",
  { tag: "@browser-host" },
  async ({ page }) => {
    const application = createFakeApplication();
    application.reply = {
      status: 200,
      headers: { "content-type": "application/json" },
      body: Buffer.from(JSON.stringify(hostilePaper)),
    };
    const host = await serveApplication(
      application,
      await ensureBuiltPage(),
      0,
    );
    try {
      const complaints = await watchComplaints(page);
      const ticket = "t".repeat(43);
      const opened = await page.goto(
        host.passTo(`print.html?ticket=${ticket}`),
      );
      const policy = await opened?.headerValue("content-security-policy");
      await expect(page.locator("html[data-ready=true]")).toBeAttached();
      expect({
        policy: policy?.replace(/nonce-[^']+/, "nonce-n"),
        hasPipe: await page.evaluate(() => "bridgePipe" in window),
        pages: application.openPages.size,
        asked: application.attachmentRequests.map((each) => each.ticket),
        complaints,
      }).toEqual({
        policy: contentSecurityPolicy("n"),
        hasPipe: false,
        pages: 0,
        asked: [ticket],
        complaints: [],
      });
      await expect(page.getByText(hostileName).first()).toBeVisible();
      expect(await tryEverything(page)).toEqual(nothingOfIt);
    } finally {
      await host.close();
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
