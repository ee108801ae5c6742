import type { Page } from "@playwright/test";

type Call = (page: Page) => void;

/**
 * One page for a whole test although each start of Electron opens a window of its own: everything goes to the window
 * that is there. What is added before the first one waits for it (scripts then run from its next load on); `goto` has nothing to
 * do, as Electron loads its page by itself.
 */
export function pageOverRestarts(): { page: Page; show: (page: Page) => void } {
  let current: Page | null = null;
  const additions: Call[] = [];
  const addToEach = (add: Call): void => {
    additions.push(add);
    if (current !== null) add(current);
  };
  const own = {
    goto: () => current?.waitForLoadState("load"),
    on: (...args: Parameters<Page["on"]>) =>
      addToEach((page) => void page.on(...args)),
    addInitScript: (...args: Parameters<Page["addInitScript"]>) =>
      addToEach((page) => void page.addInitScript(...args)),
  };
  const page = new Proxy({} as Page, {
    get: (_nothing, name) => {
      if (name in own) return own[name as keyof typeof own];
      if (current === null)
        throw new Error(`${String(name)}: the client has not been started.`);
      const value: unknown = Reflect.get(current, name, current);
      return typeof value === "function"
        ? (value as (...args: unknown[]) => unknown).bind(current)
        : value;
    },
  });
  return {
    page,
    show: (shown) => {
      current = shown;
      for (const add of additions) add(shown);
    },
  };
}
