import type { FilingState } from "../../src-shared/filings/filing-state.ts";
import type { RawValues } from "../../src-shared/settings/resolve-settings.ts";
import type { AnswerProxy, ProxyChoice } from "../network/proxy-choice.ts";
import type { ReadPolicy } from "../settings/policy-source.ts";
import type { UpdateFeed } from "../updates/create-updates.ts";
import type {
  KeyHostProcess,
  StartKeyHost,
} from "../usb-key/key-host-process.ts";

export type {
  AnswerProxy,
  ProxyChoice,
  ProxyCredentials,
} from "../network/proxy-choice.ts";

/** Keeps small secrets (data keys, tokens) under the protection of the operating system. */
export interface SecretStore {
  /** Throws where the system offers no real protection; there is no plain-text fallback. */
  protect(secret: Uint8Array): Promise<Uint8Array>;
  /** Throws where the bytes were protected by another user or machine, or are damaged. */
  reveal(protectedSecret: Uint8Array): Promise<Uint8Array>;
}

/** What a host must give the application; Electron and the browser host each build one. */
export interface HostPorts {
  /** Folder of this user's profile on this machine; created if absent. */
  readonly profileFolder: string;
  /** Where IT's policies lie, in the order in which they decide. */
  readonly policies: readonly ReadPolicy[];
  /** Settings named by the command that started this run. */
  readonly commandLine: RawValues;
  /** Known PKCS#11 modules that are installed here; used beside those of the settings. */
  findInstalledModules(): readonly string[];
  /** The host's own file dialog, for a PKCS#11 module; null when cancelled. The page never names a path. */
  chooseDriver(): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  /** Where 导出 writes to; an existing file was confirmed. Null when cancelled. */
  chooseExportFile(suggestedName: string): Promise<string | null>;
  chooseImportFile(): Promise<string | null>;
  /** Where the file for support is saved. Null when cancelled. */
  chooseDiagnosticsFile(suggestedName: string): Promise<string | null>;
  readonly secretStore: SecretStore;
  startKeyHost(): KeyHostProcess;
  /** The same for 32-bit drivers; null where this installation brings no executable for them. */
  readonly start32BitKeyHost: StartKeyHost | null;
  /** Electron's `net.fetch` or Node's `fetch`: the one way to the network. */
  readonly fetch: typeof globalThis.fetch;
  readonly proxy: {
    /** Holds for every request that begins later. */
    use(choice: ProxyChoice): Promise<void>;
    /** Given once, before the first request. */
    onSignIn(answer: AnswerProxy): void;
  };
  /** Opens an address of the application's list (`open-listed-link.ts`) in the system's browser. */
  openLink(url: string): Promise<void>;
  /** Ends the client in order and starts it again. */
  restart(): void;
  /** Opens a file in the program the system has for it. */
  openFile(path: string): Promise<void>;
  /**
   * The page at this path of the client's own origin (`print.html?ticket=…`) as a PDF, once it says `data-ready` on
   * its root element: "true", or "failed", which rejects. A4 unless the page's CSS says otherwise, with backgrounds.
   */
  printPage(path: string, signal: AbortSignal): Promise<Uint8Array>;
  /** Where the uninstaller looks for this user's number of unsent submissions; null where there is none. */
  readonly unsentCountPath: string | null;
  /** How the installed client learns of a newer one; null where nothing was installed. */
  readonly updates: UpdateFeed | null;
  /** A filing has moved at the API: the clerk is told outside the window too, in the host's words. */
  showStateChange(to: FilingState): void;
  readonly now: () => Date;
}

/** The page's connection as the application sees it; text in both directions. */
export interface BridgeTransport {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

/** One request of the page for file bytes, at `attachments/<ticket>`; the host adds nothing and hides nothing. */
export interface AttachmentRequest {
  readonly method: "GET" | "POST";
  readonly ticket: string;
  /** Byte offset of this piece (POST). */
  readonly offset: number;
  /** At most 1 MiB (POST). */
  readonly body: Uint8Array | null;
}

export interface AttachmentReply {
  readonly status: 200 | 400 | 404 | 409 | 413 | 500;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array> | Uint8Array;
}

export interface Application {
  /** Serves one page until its transport closes; several pages may be connected at once. */
  connectPage(transport: BridgeTransport): void;
  answerAttachmentRequest(request: AttachmentRequest): Promise<AttachmentReply>;
  /** Submissions that wait to be sent; the host warns before closing while there are some. */
  countUnsentSubmissions(): number;
  /** The computer falls asleep, or the session at it ends: the page is asked for what it has not saved yet. */
  keepTyping(): void;
  /** The computer slept: network, keys and the time may all be other ones. */
  wakeUp(): void;
  close(): Promise<void>;
}

/** One that may have been opened under pages that knew another. */
export interface OpenedApplication extends Application {
  /** What the pages have to know: who is signed in, and how the profile is. */
  tellState(): void;
}
