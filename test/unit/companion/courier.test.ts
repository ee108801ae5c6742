import pino from "pino";
import { describe, expect, it } from "vitest";
import { createCourier } from "../../../src-companion/messages/courier.ts";
import {
  SendingError,
  type Message,
  type SendMessage,
} from "../../../src-companion/messages/message-ports.ts";

const message = { to: "13901234567", subject: "验证码", text: "验证码 123456" };

function courierWith(mail: SendMessage) {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  return { courier: createCourier({ sms: mail, mail }, log), lines };
}

describe("the courier", () => {
  it("begins nothing before the caller has gone on, whether there is somebody to write to or not", async () => {
    const sent: Message[] = [];
    const { courier } = courierWith(async (each) => void sent.push(each));
    courier.via("mail").post(message);
    courier.via("mail").post(null);
    await Promise.resolve();
    expect(sent).toEqual([]);
    await courier.settle();
    expect(sent).toEqual([message]);
  });

  it.each([
    [
      Object.assign(new Error("550 no such user 13901234567: 验证码 123456"), {
        code: "EENVELOPE",
        responseCode: 550,
      }),
      "Error EENVELOPE 550",
    ],
    [
      new SendingError("the SMS gateway did not take it: status 503"),
      "the SMS gateway did not take it: status 503",
    ],
    ["13901234567", "unknown"],
  ])("logs why and never to whom or what", async (error, reason) => {
    const { courier, lines } = courierWith(async () => {
      throw error as Error;
    });
    expect(await courier.via("mail").send(message)).toBe(false);
    const [line = ""] = lines;
    expect(JSON.parse(line)).toMatchObject({ way: "mail", reason });
    expect(line).not.toMatch(/13901234567|123456/);
  });
});
