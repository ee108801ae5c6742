import { createHmac } from "node:crypto";
import { readFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { readEnvironment } from "../../../src-companion/read-environment.ts";
import { sendMailThroughSmtp } from "../../../src-companion/messages/send-mail-through-smtp.ts";
import { sendSmsThroughGateway } from "../../../src-companion/messages/send-sms-through-gateway.ts";
import { writeOutbox } from "../../../src-companion/messages/write-outbox.ts";

const now = new Date("2026-03-01T00:00:00Z");
const secret = "a shared secret of the gateway";
const message = { to: "13901234567", subject: "验证码", text: "验证码 123456" };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Heard {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** An SMS gateway that answers one status after the other; 0: it hangs up without an answer. */
async function startGateway(statuses: number[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (bytes: Buffer) => (body += bytes.toString("utf8")));
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      const status = statuses.shift() ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/sms`, heard };
}

const sendThrough = (url: string) =>
  sendSmsThroughGateway(
    { url, secret, pausesMs: [1, 1], timeLimitMs: 2000 },
    () => now,
  )(message);

describe("the SMS gateway", () => {
  it("gets mobile and text, signed with the shared secret", async () => {
    const { url, heard } = await startGateway([200]);
    await sendThrough(url);
    const [{ headers, body } = { headers: {}, body: "" }] = heard;
    const { id, ...rest } = JSON.parse(body) as { id: string };
    expect(rest).toEqual({ mobile: "13901234567", text: "验证码 123456" });
    expect(headers["idempotency-key"]).toBe(id);
    const signature = createHmac("sha256", secret)
      .update(`1772323200.${body}`)
      .digest("hex");
    expect(headers["x-signature"]).toBe(`t=1772323200,v1=${signature}`);
  });

  it.each([
    ["answers 503", 503],
    ["answers 429", 429],
    ["hangs up", 0],
  ])("that %s is asked again, for the same SMS", async (_what, status) => {
    const { url, heard } = await startGateway([status, status, 200]);
    await sendThrough(url);
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
  });

  it("that goes on failing is given up after three tries", async () => {
    const { url, heard } = await startGateway([500, 500, 500, 500]);
    await expect(sendThrough(url)).rejects.toThrow("status 500");
    expect(heard).toHaveLength(3);
  });

  it.each([400, 401, 307])(
    "that answers %i is not asked again, nor followed elsewhere",
    async (status) => {
      const { url, heard } = await startGateway(Array<number>(3).fill(status));
      await expect(sendThrough(url)).rejects.toThrow("did not take it");
      expect(heard).toHaveLength(1);
    },
  );

  it("never finds the code in an error", async () => {
    const { url } = await startGateway([400]);
    const failure = await sendThrough(url).catch((error: unknown) => error);
    expect(String(failure)).not.toContain("123456");
  });
});

describe("the mail server", () => {
  interface Mail {
    readonly from: string;
    readonly to: string[];
    readonly isEncrypted: boolean;
    readonly user: string | undefined;
    readonly content: string;
  }

  async function startMailServer() {
    const mails: Mail[] = [];
    const server = new SMTPServer({
      authMethods: ["PLAIN"],
      onAuth: ({ username, password }, _session, done) => {
        if (password === "right") done(null, { user: username });
        else done(new Error("wrong password"));
      },
      onData: (stream, session, done) => {
        let content = "";
        stream.on("data", (bytes: Buffer) => (content += bytes.toString()));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          const { user } = session as { user?: string };
          mails.push({
            from: mailFrom === false ? "" : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            isEncrypted: session.secure,
            user,
            content,
          });
          done();
        });
      },
    });
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve()),
    );
    closing.push(
      () => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    const { port } = server.server.address() as AddressInfo;
    return { port, mails };
  }

  it("takes the code from a signed-in sender, to one address", async () => {
    const { port, mails } = await startMailServer();
    await sendMailThroughSmtp({
      url: `smtp://beian:right@127.0.0.1:${port}?tls.rejectUnauthorized=false`,
      from: "no-reply@beian.example.cn",
    })({ ...message, to: "clerk@example.cn" });
    const [mail] = mails;
    expect(mail).toMatchObject({
      from: "no-reply@beian.example.cn",
      to: ["clerk@example.cn"],
      // The server offers STARTTLS, and it is used.
      isEncrypted: true,
      user: "beian",
    });
    const [, body = ""] = mail?.content.split("\r\n\r\n") ?? [];
    expect(Buffer.from(body, "base64").toString("utf8")).toContain("123456");
  });

  it("with a certificate that nobody vouches for gets nothing", async () => {
    const { port, mails } = await startMailServer();
    await expect(
      sendMailThroughSmtp({
        url: `smtp://beian:right@127.0.0.1:${port}`,
        from: "no-reply@beian.example.cn",
      })({ ...message, to: "clerk@example.cn" }),
    ).rejects.toThrow();
    expect(mails).toEqual([]);
  });

  it("that refuses the sender is an error, not a silence", async () => {
    const { port, mails } = await startMailServer();
    await expect(
      sendMailThroughSmtp({
        url: `smtp://beian:wrong@127.0.0.1:${port}?tls.rejectUnauthorized=false`,
        from: "no-reply@beian.example.cn",
      })({ ...message, to: "clerk@example.cn" }),
    ).rejects.toThrow();
    expect(mails).toEqual([]);
  });
});

describe("the outbox of a trial", () => {
  it("holds one line per message, for its owner only", async () => {
    const folder = mkdtempSync(join(tmpdir(), "outbox-"));
    closing.push(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "new", "sms-outbox");
    const send = writeOutbox(path, () => now);
    await send(message);
    await send({ ...message, text: "第二条\n仍是一行" });
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: now.toISOString(), ...message },
      { at: now.toISOString(), ...message, text: "第二条\n仍是一行" },
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe("the environment of messages and OpenID", () => {
  it.each([
    [{ COMPANION_SMS_GATEWAY_URL: "https://sms.example.cn" }, "SECRET"],
    [
      {
        COMPANION_SMS_GATEWAY_URL: "http://sms.example.cn",
        COMPANION_SMS_GATEWAY_SECRET: secret,
      },
      "COMPANION_SMS_GATEWAY_URL",
    ],
    [
      {
        COMPANION_SMS_GATEWAY_URL: "https://sms.example.cn",
        COMPANION_SMS_GATEWAY_SECRET: secret,
        COMPANION_SMS_OUTBOX: "outbox",
      },
      "COMPANION_SMS_OUTBOX",
    ],
    [
      {
        COMPANION_SMS_GATEWAY_URL: "https://sms.example.cn",
        COMPANION_SMS_GATEWAY_SECRET: "short",
      },
      "COMPANION_SMS_GATEWAY_SECRET",
    ],
    [{ COMPANION_SMTP_URL: "smtps://mail.example.cn" }, "COMPANION_MAIL_FROM"],
    [{ COMPANION_OPENID_ISSUER: "https://id.example.cn" }, "CLIENT_ID"],
    [
      {
        COMPANION_OPENID_ISSUER: "http://id.example.cn",
        COMPANION_OPENID_CLIENT_ID: "x",
      },
      "COMPANION_OPENID_ISSUER",
    ],
  ])("names the variable that is wrong: %o", (environment, name) => {
    expect(() => readEnvironment(environment)).toThrow(name);
  });

  it("takes a whole configuration", () => {
    const { openId } = readEnvironment({
      COMPANION_SMS_GATEWAY_URL: "https://sms.example.cn/send",
      COMPANION_SMS_GATEWAY_SECRET: secret,
      COMPANION_SMTP_URL: "smtps://user:password@mail.example.cn",
      COMPANION_MAIL_FROM: "no-reply@example.cn",
      COMPANION_OPENID_ISSUER: "https://id.example.cn",
      COMPANION_OPENID_CLIENT_ID: "used-car-filing",
    });
    expect(openId).toEqual({
      title: "国家政务服务平台账号登录",
      issuer: "https://id.example.cn",
      clientId: "used-car-filing",
      clientSecret: null,
    });
  });
});
