import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import pkcs11js, { type Handle, type Template } from "pkcs11js";
import type { DriverAnswer, DriverCall } from "./driver-process.ts";

const driverProcess = join(import.meta.dirname, "driver-process.ts");

/** A process that loads a PKCS#11 module as the product's key host does, one call at a time. */
export class Driver {
  readonly ended: Promise<NodeJS.Signals | number | null>;
  readonly #child: ChildProcess;

  constructor(
    modulePath: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.#child = fork(driverProcess, [modulePath], {
      env: { ...process.env, ...environment },
      serialization: "advanced",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.ended = new Promise((resolve) => {
      this.#child.on("exit", (code, signal) => resolve(signal ?? code));
    });
  }

  get processId(): number | undefined {
    return this.#child.pid;
  }

  /** Rejects with the name of the return code. */
  async call<Value = unknown>(
    method: string,
    ...parameters: readonly unknown[]
  ): Promise<Value> {
    const answer = await this.#ask({ method, parameters });
    if (answer.kind === "error") throw new Error(answer.message);
    return answer.value as Value;
  }

  #ask(call: DriverCall): Promise<DriverAnswer> {
    return new Promise((resolve, reject) => {
      this.#child.once("message", resolve);
      void this.ended.then((how) => reject(new Error(`ended: ${String(how)}`)));
      this.#child.send(call);
    });
  }

  /** The name of the return code, CKR_OK included. */
  async tell(
    method: string,
    ...parameters: readonly unknown[]
  ): Promise<string> {
    return this.call(method, ...parameters).then(
      () => "CKR_OK",
      (error: unknown) => (error as Error).message,
    );
  }

  async initialize(): Promise<void> {
    await this.call("C_Initialize", { flags: pkcs11js.CKF_OS_LOCKING_OK });
  }

  async slots(): Promise<number[]> {
    const slots = await this.call<Handle[]>("C_GetSlotList", true);
    return slots.map(numberOfSlot);
  }

  async openSession(slot = 1): Promise<Handle> {
    const flags = pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION;
    return this.call("C_OpenSession", slotId(slot), flags);
  }

  async login(session: Handle, pin: string): Promise<string> {
    return this.tell("C_Login", session, pkcs11js.CKU_USER, pin);
  }

  async tokenFlags(slot = 1): Promise<number> {
    const info = await this.call<{ flags: number }>(
      "C_GetTokenInfo",
      slotId(slot),
    );
    return info.flags;
  }

  async find(session: Handle, template: Template): Promise<Handle[]> {
    await this.call("C_FindObjectsInit", session, template);
    const found = await this.call<Handle[]>("C_FindObjects", session, 100);
    await this.call("C_FindObjectsFinal", session);
    return found;
  }

  async findClass(session: Handle, objectClass: number): Promise<Handle[]> {
    return this.find(session, [
      { type: pkcs11js.CKA_CLASS, value: objectClass },
    ]);
  }

  async readAttribute(
    session: Handle,
    object: Handle,
    type: number,
  ): Promise<Buffer> {
    const [attribute] = await this.call<{ value: Buffer }[]>(
      "C_GetAttributeValue",
      session,
      object,
      [{ type }],
    );
    return Buffer.from(attribute?.value ?? []);
  }

  /** Logged in already; answers what C_Sign answers. */
  async sign(session: Handle): Promise<string> {
    const begun = await this.beginSignature(session);
    return begun === "CKR_OK" ? this.finishSignature(session) : begun;
  }

  async beginSignature(session: Handle): Promise<string> {
    const [key] = await this.findClass(session, pkcs11js.CKO_PRIVATE_KEY);
    const mechanism = { mechanism: pkcs11js.CKM_SHA256_RSA_PKCS };
    return this.tell("C_SignInit", session, mechanism, key);
  }

  async finishSignature(session: Handle): Promise<string> {
    const content = Buffer.from("content");
    return this.tell("C_Sign", session, content, Buffer.alloc(512));
  }

  /** By force: a driver that hangs hears nothing else. */
  async end(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }
}

export function slotId(slot: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(slot);
  return bytes;
}

export function numberOfSlot(id: Uint8Array): number {
  return Buffer.from(id).readUInt32LE();
}
