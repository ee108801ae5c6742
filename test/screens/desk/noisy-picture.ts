import type { Page } from "@playwright/test";
import type { SampleFile } from "./sample-files.ts";

export interface NoisyWish {
  readonly width: number;
  readonly height: number;
  /** How far a pixel may be from its neighbours; above 255 ever more are black or white, and nothing compresses. */
  readonly noise: number;
  /** The right half of a png is left transparent. */
  readonly isHalfTransparent?: boolean;
}

/** A picture of stripes and noise, as heavy as a photo; drawn by Chromium. The left quarter is red. */
export async function noisyPicture(
  page: Page,
  name: string,
  wish: NoisyWish,
): Promise<SampleFile> {
  const mimeType = name.endsWith(".png") ? "image/png" : "image/jpeg";
  const encoded = await page.evaluate(
    async ({ width, height, noise, isHalfTransparent, mimeType }) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext("2d");
      if (pen === null) throw new Error("no canvas");
      const image = pen.createImageData(width, height);
      let seed = 1;
      for (let at = 0; at < image.data.length; at += 4) {
        const column = (at / 4) % width;
        const isRed = column < width / 4;
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        const grey = 128 + ((seed >>> 16) / 65_536 - 0.5) * noise;
        image.data.set(
          [
            isRed ? 220 : grey,
            isRed ? grey / 4 : grey,
            isRed ? grey / 4 : grey,
            isHalfTransparent === true && column >= width / 2 ? 0 : 255,
          ],
          at,
        );
      }
      pen.putImageData(image, 0, 0);
      const blob = await canvas.convertToBlob({
        type: mimeType,
        quality: 0.95,
      });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 8192)
        text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    },
    { ...wish, mimeType },
  );
  return { name, mimeType, bytes: Buffer.from(encoded, "base64") };
}

/** The same jpg with an EXIF note to be shown a quarter turned to the right: what was left is then on top. */
export function turnedRight(jpg: Uint8Array): Uint8Array {
  // TIFF 6.0: byte order, one directory of one entry: Orientation (0x0112), SHORT, 6.
  const tiff = Buffer.from(
    "49492a0008000000" + "0100" + "120103000100000006000000" + "00000000",
    "hex",
  );
  const content = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const length = content.length + 2;
  return Buffer.concat([
    jpg.subarray(0, 2),
    Buffer.from([0xff, 0xe1, length >> 8, length & 0xff]),
    content,
    jpg.subarray(2),
  ]);
}
