import { nameToken, presentSlots, type Driver } from "./open-driver.ts";

/**
 * Compares which tokens are present. C_WaitForSlotEvent would be quicker, but it blocks this one thread where it works,
 * and several vendors' modules do not have it.
 */
export function watchSlots(
  driver: Driver,
  intervalMs: number,
  reportChange: () => void,
): () => void {
  let before = describeSlots(driver);
  const timer = setInterval(() => {
    const after = describeSlots(driver);
    if (after === before) return;
    before = after;
    reportChange();
  }, intervalMs);
  return () => {
    clearInterval(timer);
  };
}

function describeSlots(driver: Driver): string {
  try {
    return JSON.stringify(
      presentSlots(driver).map((slot) => describeSlot(driver, slot)),
    );
  } catch {
    return "unreadable";
  }
}

function describeSlot(
  { module }: Driver,
  slot: Parameters<typeof nameToken>[0],
): unknown {
  try {
    return nameToken(slot, module.C_GetTokenInfo(slot));
  } catch {
    return slot.toString("hex");
  }
}
