import { readKeys } from "./host-state.ts";

/** After every try the key is asked what it says about the tries left, which costs none of them. */
export async function tryPin(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } finally {
    void readKeys();
  }
}
