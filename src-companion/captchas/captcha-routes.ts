import type { CompanionParts } from "../companion-parts.ts";
import type { RouteHandlers } from "../http/route-handlers.ts";
import {
  createCaptcha,
  randomPictureText,
  randomSum,
} from "./captcha-store.ts";
import { drawCaptcha } from "./draw-captcha.ts";

export function captchaRoutes(
  parts: CompanionParts,
): Pick<RouteHandlers, "createCaptcha"> {
  return {
    createCaptcha: async ({ body, address }) => {
      if (body.kind === "arithmetic") {
        const sum = randomSum();
        const created = await createCaptcha(parts, sum, address);
        return { kind: "arithmetic", question: sum.question, ...created };
      }
      const text = randomPictureText();
      const created = await createCaptcha(parts, text, address);
      return {
        kind: "picture",
        mediaType: "image/png",
        base64: drawCaptcha(text.question).toString("base64"),
        ...created,
      };
    },
  };
}
