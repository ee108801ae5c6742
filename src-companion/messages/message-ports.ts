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

/** Null: not configured. */
export interface MessagePorts {
  readonly sms: SendMessage | null;
  readonly mail: SendMessage | null;
}
