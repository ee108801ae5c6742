import type { AskCaptcha } from "../ui/fields/use-captcha.ts";
import { call } from "./bridge.ts";

export const askCaptcha: AskCaptcha = (kind) =>
  call("accounts.captcha", { kind });
