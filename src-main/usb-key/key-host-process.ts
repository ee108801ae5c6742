/** The disposable process that owns one PKCS#11 module; a host starts it from `src-main/key-host/key-host.ts`. */
export interface KeyHostProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also after kill(). */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type StartKeyHost = () => KeyHostProcess;
