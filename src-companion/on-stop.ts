const checkIntervalMs = 500;

/**
 * Calls `stop` once, when a terminal, a service manager or npm asks this program to end. npm passes a signal to the
 * shell it runs the script in, and that shell dies without passing it on: then the parent changes instead.
 * @param script name in package.json; a parent that goes away means something only if it is npm's shell
 * @returns asks for the same from inside
 */
export function onStop(script: string, stop: () => void): () => void {
  const shell = process.ppid;
  let isStopping = false;
  const stopOnce = (): void => {
    if (isStopping) return;
    isStopping = true;
    stop();
  };
  process.on("SIGINT", stopOnce);
  process.on("SIGTERM", stopOnce);
  if (process.env["npm_lifecycle_event"] !== script) return stopOnce;
  const check = setInterval(() => {
    if (process.ppid !== shell) stopOnce();
  }, checkIntervalMs);
  check.unref();
  return stopOnce;
}
