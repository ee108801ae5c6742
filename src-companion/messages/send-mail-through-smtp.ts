import { createTransport } from "nodemailer";
import { isLoopback } from "../check-exposure.ts";
import type { SendMessage } from "./message-ports.ts";

export interface MailServer {
  /** `smtps://user:password@host:465`, or `smtp://…:587`, which must offer STARTTLS beyond this machine. */
  readonly url: string;
  readonly from: string;
}

export function sendMailThroughSmtp(server: MailServer): SendMessage {
  const { hostname } = new URL(server.url);
  const transport = createTransport({
    url: server.url,
    requireTLS: !isLoopback(hostname),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    // As an object: what stands in an address never becomes a second one.
    const recipient = { name: "", address: to };
    await transport.sendMail({
      from: server.from,
      to: recipient,
      subject,
      text,
    });
  };
}
