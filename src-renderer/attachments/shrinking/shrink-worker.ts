import { judgeFile } from "../../../src-shared/attachments/judge-file.ts";
import { nextAttempt, type Tried } from "./next-attempt.ts";
import type {
  PixelSize,
  ShrinkAnswer,
  ShrinkOrder,
  ShrinkOutcome,
} from "./shrink-messages.ts";

// A thread of its own: decoding and encoding a photo takes seconds, in which the page goes on answering.
self.addEventListener("message", (event: MessageEvent<ShrinkOrder>) => {
  const [answers] = event.ports;
  const answer = (what: ShrinkAnswer) => answers?.postMessage(what);
  shrink(event.data, (attempts) => answer({ kind: "tried", attempts })).then(
    (outcome) => answer({ kind: "ended", outcome }),
    (error: unknown) => answer({ kind: "failed", reason: String(error) }),
  );
});

async function shrink(
  { picture, requirement }: ShrinkOrder,
  onAttempt: (attempts: number) => void,
): Promise<ShrinkOutcome> {
  const bytes = await picture.arrayBuffer().catch(() => null);
  if (bytes === null) return refused("attachment-incomplete");
  // The host's own rules without the size, so that a big file is refused for the same reasons as a small one.
  const verdict = judgeFile(
    { ...requirement, limit: Number.MAX_SAFE_INTEGER },
    picture.name,
    new Uint8Array(bytes),
  );
  if (verdict.kind === "refused") return verdict;
  const bitmap = await createImageBitmap(picture, {
    imageOrientation: "from-image",
  }).catch(() => null);
  return bitmap === null
    ? refused("attachment-damaged")
    : search(bitmap, onAttempt);
}

function refused(
  code: "attachment-incomplete" | "attachment-damaged",
): ShrinkOutcome {
  return { kind: "refused", problem: { code } };
}

async function search(
  bitmap: ImageBitmap,
  onAttempt: (attempts: number) => void,
): Promise<ShrinkOutcome> {
  const before = { width: bitmap.width, height: bitmap.height };
  const longEdge = Math.max(before.width, before.height);
  const tried: (Tried & { jpeg: Blob; after: PixelSize })[] = [];
  let canvas: OffscreenCanvas | null = null;
  for (;;) {
    const next = nextAttempt(longEdge, tried);
    switch (next.kind) {
      case "try": {
        if (canvas === null || next.longEdge !== tried.at(-1)?.longEdge)
          canvas = draw(bitmap, next.longEdge);
        const jpeg = await canvas.convertToBlob({
          type: "image/jpeg",
          quality: next.quality / 100,
        });
        const after = { width: canvas.width, height: canvas.height };
        tried.push({ ...next, bytes: jpeg.size, jpeg, after });
        onAttempt(tried.length);
        break;
      }
      case "take": {
        const taken = tried.find((each) => each === next.attempt);
        if (taken === undefined) throw new Error("took what was never tried");
        return { kind: "shrunk", jpeg: taken.jpeg, before, after: taken.after };
      }
      case "too-detailed":
        return { kind: "too-detailed", longEdge: next.longEdge };
    }
  }
}

function draw(bitmap: ImageBitmap, longEdge: number): OffscreenCanvas {
  const scale = longEdge / Math.max(bitmap.width, bitmap.height);
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { alpha: false });
  if (pen === null) throw new Error("no canvas to draw on");
  // JPEG knows no transparency; paper is white.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}
