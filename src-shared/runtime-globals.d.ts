// The few globals that Node, Electron and every browser have alike. Shared code may use these and no others.
// Seen by src-shared alone; the other folders have them from Node's or the DOM's own declarations.

declare var crypto: Crypto;

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(
    label?: string,
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  );
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}
declare class URL {
  constructor(url: string, origin?: string);
  static canParse(url: string): boolean;
  readonly hash: string;
  readonly host: string;
  readonly hostname: string;
  readonly href: string;
  readonly origin: string;
  readonly pathname: string;
  readonly port: string;
  readonly protocol: string;
  readonly search: string;
}

declare function atob(text: string): string;
declare function btoa(text: string): string;
declare function structuredClone<T>(original: T): T;

interface TimerHandle {
  readonly timerHandle: unique symbol;
}
declare function setTimeout(
  callback: () => void,
  delayMs?: number,
): TimerHandle;
declare function clearTimeout(handle: TimerHandle | undefined): void;

/** As a type only: who has one got it from the host. */
interface AbortSignal {
  readonly aborted: boolean;
}
