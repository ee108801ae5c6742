import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";

const pageSource = join(import.meta.dirname, "../src-renderer");

/** With `crossorigin`, Chromium asks for CORS headers that an `app://` address does not answer with. */
const sameOriginTags: Plugin = {
  name: "same-origin-tags",
  enforce: "post",
  transformIndexHtml: {
    order: "post",
    handler: (html) => html.replaceAll(" crossorigin", ""),
  },
};

/** The renderer as files that run under the page's CSP: nothing inline, nothing from elsewhere. */
export async function buildPage(
  outputFolder: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  await build({
    root: pageSource,
    configFile: false,
    logLevel: "warn",
    plugins: [react(), sameOriginTags, ...plugins],
    build: {
      outDir: outputFolder,
      emptyOutDir: true,
      target: "chrome130",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
      // print.html is the paper alone, loaded by the host without a session.
      rolldownOptions: {
        input: ["index.html", "print.html"].map((name) =>
          join(pageSource, name),
        ),
      },
    },
  });
}
