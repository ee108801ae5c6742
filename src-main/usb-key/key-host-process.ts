/** The disposable process that owns one PKCS#11 module; a host starts it from `src-main/key-host/key-host.ts`. */
export interface KeyHostProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also after kill(). */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type StartKeyHost = () => KeyHostProcess;

/** The programs that can load a module, by its machine word. */
export interface KeyHostStarters {
  /** For modules of the machine word of this program. */
  readonly own: StartKeyHost;
  /** Null where this installation brings no 32-bit executable. */
  readonly ia32: StartKeyHost | null;
}
