/** One SMS or mail. `subject` is a mail's; an SMS has none. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Says in words of our own why a message was not taken over; what a library says may quote recipient or text. */
export class SendingError extends Error {}

/** Throws where the message was not taken over by whoever delivers it. */
export type SendMessage = (message: Message) => Promise<void>;

/** SMS and mail; either may be unconfigured, and then refuses every message. */
export interface MessagePorts {
  readonly sms: SendMessage;
  readonly mail: SendMessage;
}

export const unconfigured: SendMessage = async () => {
  throw new SendingError("no way to send this kind of message is configured");
};
