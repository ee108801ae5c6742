// Runs as a child: one real pkcs11js module, called as the parent says.
import pkcs11js from "pkcs11js";

export interface DriverCall {
  readonly method: string;
  readonly parameters: readonly unknown[];
}

export type DriverAnswer =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly message: string };

const module = new pkcs11js.PKCS11();
module.load(process.argv[2] ?? "");

process.on("message", (call: DriverCall) => {
  process.send?.(answer(call));
});

function answer({ method, parameters }: DriverCall): DriverAnswer {
  try {
    const called: unknown = Reflect.get(module, method);
    if (typeof called !== "function") throw new Error(`no call ${method}`);
    return {
      kind: "value",
      value: Reflect.apply(called, module, parameters) as unknown,
    };
  } catch (error) {
    return { kind: "error", message: (error as Error).message };
  }
}
