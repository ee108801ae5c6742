import "../app/forbid-eval.ts";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { printText } from "../text/print-text.ts";
import { loadPaper } from "./load-paper.ts";
import { PrintedPaper, paperTitle } from "./printed-paper.tsx";
import "./printing.css";

const paper = document.getElementById("paper");
if (paper === null) throw new Error("print.html holds no #paper");
const root = createRoot(paper);

/** The host prints at `true` and gives up at `failed`. */
function setReady(ready: "true" | "failed"): void {
  document.documentElement.dataset["ready"] = ready;
}

async function showPaper(): Promise<void> {
  const ticket = new URLSearchParams(location.search).get("ticket") ?? "";
  const loaded = await loadPaper(ticket);
  document.title = `${paperTitle(loaded.document)} ${loaded.document.fields.enterpriseName}`;
  flushSync(() => root.render(<PrintedPaper {...loaded} />));
  await Promise.all(Array.from(document.images, (image) => image.decode()));
  await document.fonts.ready;
}

// The margin boxes of the printed page take their words from here, as every visible sentence does.
const words = {
  "--page-before": printText.pageBefore,
  "--page-between": printText.pageBetween,
  "--page-after": printText.pageAfter,
};
for (const [name, word] of Object.entries(words))
  document.documentElement.style.setProperty(name, JSON.stringify(word));

showPaper().then(
  () => setReady("true"),
  () => {
    root.render(<p role="alert">{printText.failed}</p>);
    setReady("failed");
  },
);
