import { isAppUrl } from "./app-origin.ts";

export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly isOwnWindow: boolean;
}

/**
 * Electron security checklist, point 17: any frame of any window may send on an IPC channel, so every message is
 * judged by who sent it before it is read.
 */
export function isTrustedSender(sender: Sender): boolean {
  return sender.isOwnWindow && sender.isMainFrame && isAppUrl(sender.url);
}
