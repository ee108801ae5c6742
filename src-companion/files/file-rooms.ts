import type { EnterpriseSession } from "../sessions/session.ts";

/**
 * Where bytes lie, and whose quota they count against. An account only says that it belongs to a code: it neither
 * sees nor fills the room of whoever has the key; the key holder sees both.
 */
export interface FileRooms {
  readonly own: string;
  readonly readable: readonly string[];
}

const accountMark = "ACCOUNT";

export function roomsOf(session: EnterpriseSession): FileRooms {
  const ofAccounts = `${accountMark}${session.uscc}`;
  return session.kind === "key"
    ? { own: session.uscc, readable: [session.uscc, ofAccounts] }
    : { own: ofAccounts, readable: [ofAccounts] };
}

/** The 统一社会信用代码 that a room belongs to. */
export function codeOfRoom(room: string): string {
  return room.startsWith(accountMark) ? room.slice(accountMark.length) : room;
}
