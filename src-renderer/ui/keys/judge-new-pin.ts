import type { PinState } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { changePinText } from "../../text/usb-key-text.ts";

export interface TypedPins {
  readonly present: string;
  readonly next: string;
  readonly repeated: string;
}

export interface PinMistakes {
  readonly next: string | null;
  readonly repeated: string | null;
}

// What every key's own pad and every vendor's tool can type again.
const plainCharacters = /^[\x21-\x7e]*$/;

/** What can be told before the key is asked, which would cost a try of the present PIN. Null where nothing is wrong. */
export function judgeNewPin(
  { present, next, repeated }: TypedPins,
  { least, most }: PinState["length"],
): PinMistakes {
  return {
    next: mistakeIn(next, present, least, most),
    repeated: repeated === next ? null : changePinText.notRepeated,
  };
}

function mistakeIn(
  next: string,
  present: string,
  least: number,
  most: number,
): string | null {
  if (!plainCharacters.test(next)) return changePinText.plainOnly;
  if (next.length < least || next.length > most)
    return changePinText.length(least, most);
  return next === present ? changePinText.same : null;
}
