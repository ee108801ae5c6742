import { execFile } from "node:child_process";
import { win32 } from "node:path";

/** A word of PowerShell's SignatureStatus (`Valid`, `NotSigned`, `HashMismatch` …); null where none could be had. */
export type AskAuthenticode = (modulePath: string) => Promise<string | null>;

const timeLimitMs = 20_000;

// The path is data, never a part of the script; one property, so that constrained language mode allows it too.
const script =
  "(Microsoft.PowerShell.Security\\Get-AuthenticodeSignature -LiteralPath $env:JUDGED_MODULE).Status.ToString()";

/** Windows' own verdict, which also knows its catalogues and whom it trusts. */
export const askAuthenticode: AskAuthenticode = (modulePath) => {
  if (process.platform !== "win32") return Promise.resolve(null);
  const { SystemRoot = "C:\\Windows" } = process.env;
  // By full paths: neither the first powershell.exe of the PATH nor the user's own modules have a say.
  const folder = win32.join(SystemRoot, "System32\\WindowsPowerShell\\v1.0");
  return new Promise((resolve) => {
    execFile(
      win32.join(folder, "powershell.exe"),
      ["-NoProfile", "-NonInteractive", "-Command", script],
      {
        env: {
          ...process.env,
          JUDGED_MODULE: modulePath,
          PSModulePath: win32.join(folder, "Modules"),
        },
        timeout: timeLimitMs,
        windowsHide: true,
      },
      (error, output) => resolve(error === null ? output.trim() || null : null),
    );
  });
};
