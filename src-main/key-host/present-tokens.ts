import type { Handle, TokenInfo } from "pkcs11js";
import { nameToken, presentSlots, type Driver } from "./open-driver.ts";

/** A slot that says it holds a key; a key just pulled out says no more of itself. */
export type PresentToken =
  | { readonly slot: Handle; readonly info: TokenInfo }
  | { readonly slot: Handle; readonly failure: unknown };

export function readPresentTokens(driver: Driver): PresentToken[] {
  return presentSlots(driver).map((slot) => {
    try {
      return { slot, info: driver.module.C_GetTokenInfo(slot) };
    } catch (failure) {
      return { slot, failure };
    }
  });
}

/** Equal texts: the same keys in the same slots. */
export function sayWhichTokens(present: readonly PresentToken[]): string {
  return JSON.stringify(
    present.map((token) =>
      "info" in token
        ? nameToken(token.slot, token.info)
        : token.slot.toString("hex"),
    ),
  );
}
