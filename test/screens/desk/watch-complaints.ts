import type { Page } from "@playwright/test";

/** What the page complains of from now on: errors nobody caught, and violations of its Content Security Policy. */
export async function watchComplaints(page: Page): Promise<readonly string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (
      message.type() === "error" &&
      /Content Security Policy/.test(message.text())
    )
      complaints.push(message.text());
  });
  // The console says nothing of an eval that was refused and caught.
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`Content Security Policy: ${event.effectiveDirective}`),
    ),
  );
  return complaints;
}
