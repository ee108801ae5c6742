import { markOf, type Block } from "./read-document.ts";

/** Blocks that hold no command line. */
const notCommands = ["json", "csv", "ini", "nginx", "http", "crontab"];
const onWindows = ["bat", "powershell"];

/** Where the commands of a block are executed; null where it holds none. */
export type BlockClass =
  | { readonly kind: "here" }
  | { readonly kind: "in-a-copy" }
  | { readonly kind: "elsewhere"; readonly proofs: readonly string[] }
  | { readonly kind: "under-wine" }
  | { readonly kind: "by-the-administrator" }
  | { readonly kind: "on-windows" }
  | { readonly kind: "unnamed"; readonly word: string };

export function classifyBlock(block: Block): BlockClass | null {
  const { language, marks } = block;
  if (notCommands.includes(language)) return null;
  if (onWindows.includes(language)) return { kind: "on-windows" };
  if (language !== "sh") return { kind: "unnamed", word: language };
  const proofs = markOf(block, "proved-by");
  const [mark = ""] = marks;
  if (proofs !== null) return { kind: "elsewhere", proofs: proofs.split(",") };
  switch (mark) {
    case "copy":
      return { kind: "in-a-copy" };
    case "wine":
      return { kind: "under-wine" };
    case "administrator":
      return { kind: "by-the-administrator" };
    default:
      return marks.every((one) => one === "service" || /^exit=\d+$/.test(one))
        ? { kind: "here" }
        : { kind: "unnamed", word: mark };
  }
}

/** One command each, without what only explains it. */
export function commandsOf({ text }: Block): string[] {
  return text
    .split("\n")
    .flatMap((line) => line.replace(/\s+#.*$/, "").split("&&"))
    .map((command) => command.trim())
    .filter((command) => command !== "" && !command.startsWith("#"));
}
