import { resolve } from "node:path";
import { z } from "zod";
import {
  needTogether,
  refusePlainHttp,
  refuseTogether,
  type VariableCheck,
} from "../check-variables.ts";
import type { MessagePorts } from "./message-ports.ts";
import { sendMailThroughSmtp } from "./send-mail-through-smtp.ts";
import { sendSmsThroughGateway } from "./send-sms-through-gateway.ts";
import { writeOutbox } from "./write-outbox.ts";

export const messageVariables = {
  COMPANION_SMS_GATEWAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  COMPANION_SMS_GATEWAY_SECRET: z.string().min(16).optional(),
  COMPANION_SMS_OUTBOX: z.string().optional(),
  COMPANION_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  COMPANION_MAIL_FROM: z.string().optional(),
  COMPANION_MAIL_OUTBOX: z.string().optional(),
};

type Variables = z.infer<z.ZodObject<typeof messageVariables>>;

/** Each way is a gateway with all that it needs, or an outbox, or not there. */
export function checkMessageVariables(check: VariableCheck<Variables>): void {
  needTogether(
    check,
    "COMPANION_SMS_GATEWAY_URL",
    "COMPANION_SMS_GATEWAY_SECRET",
  );
  refusePlainHttp(check, "COMPANION_SMS_GATEWAY_URL");
  refuseTogether(check, "COMPANION_SMS_GATEWAY_URL", "COMPANION_SMS_OUTBOX");
  needTogether(check, "COMPANION_SMTP_URL", "COMPANION_MAIL_FROM");
  refuseTogether(check, "COMPANION_SMTP_URL", "COMPANION_MAIL_OUTBOX");
}

export function openMessagePorts(variables: Variables): MessagePorts {
  return { sms: smsOf(variables), mail: mailOf(variables) };
}

const now = (): Date => new Date();

function smsOf({
  COMPANION_SMS_GATEWAY_URL: url,
  COMPANION_SMS_GATEWAY_SECRET: secret,
  COMPANION_SMS_OUTBOX: outbox,
}: Variables): MessagePorts["sms"] {
  if (url !== undefined && secret !== undefined)
    return sendSmsThroughGateway({ url, secret }, now);
  return outbox === undefined ? null : writeOutbox(resolve(outbox), now);
}

function mailOf({
  COMPANION_SMTP_URL: url,
  COMPANION_MAIL_FROM: from,
  COMPANION_MAIL_OUTBOX: outbox,
}: Variables): MessagePorts["mail"] {
  if (url !== undefined && from !== undefined)
    return sendMailThroughSmtp({ url, from });
  return outbox === undefined ? null : writeOutbox(resolve(outbox), now);
}
