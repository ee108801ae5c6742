import { readFileSync } from "node:fs";

export interface Block {
  readonly language: string;
  /** What stands after the language: `service`, `exit=23`, `file=policy.json`. */
  readonly marks: readonly string[];
  readonly text: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
}

export interface Document {
  readonly blocks: readonly Block[];
  /** Everything outside the blocks. */
  readonly prose: string;
}

const fence = /^ {0,3}```(?<information>.*)$/;

/** Fenced code blocks (CommonMark 0.31, 4.5, with three backticks). */
export function readDocument(path: string): Document {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { information: string; line: number; lines: string[] } | null =
    null;
  for (const [index, line] of readFileSync(path, "utf8")
    .split("\n")
    .entries()) {
    const information = fence.exec(line)?.groups?.["information"];
    if (open === null) {
      if (information === undefined) prose.push(line);
      else open = { information, line: index + 1, lines: [] };
    } else if (information === undefined) open.lines.push(line);
    else {
      const [language = "", ...marks] = open.information.trim().split(/\s+/);
      blocks.push({
        language,
        marks,
        text: open.lines.join("\n"),
        line: open.line,
      });
      open = null;
    }
  }
  if (open !== null) throw new Error(`${path}: a block is not closed.`);
  return { blocks, prose: prose.join("\n") };
}

/** The value of `name=value` among a block's marks. */
export function markOf({ marks }: Block, name: string): string | null {
  const mark = marks.find((one) => one.startsWith(`${name}=`));
  return mark === undefined ? null : mark.slice(name.length + 1);
}
