/** What people and programs put into fields that were meant for something else. */
export const hostileInputs = {
  empty: "",
  spaces: "   ",
  "10 000 characters": "测".repeat(10_000),
  emoji: "张三😀",
  "right-to-left override": "\u202egnp.exe",
  "Arabic letters": "محمد علي",
  "control characters": "张\u0000三\u001b[2J",
  SQL: "'; DROP TABLE accounts; --",
  HTML: "<img src=x onerror=alert(1)>",
  "full-width digits": "１３９０１２３４５６７",
} as const;

export type HostileInput = keyof typeof hostileInputs;
