import { readFileSync } from "node:fs";

// Preloaded into the programs of a desk: their clock goes as far ahead as this file says, as after a computer's sleep.
const file = process.env["MOVABLE_CLOCK"] ?? "";
const SystemDate = Date;

function aheadMs(): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

globalThis.Date = new Proxy(SystemDate, {
  construct: (target, args: unknown[], asked) =>
    Reflect.construct(
      target,
      args.length === 0 ? [SystemDate.now() + aheadMs()] : args,
      asked,
    ) as Date,
  get: (target, name, asked) =>
    name === "now"
      ? () => SystemDate.now() + aheadMs()
      : (Reflect.get(target, name, asked) as unknown),
});
