import type { Configuration } from "electron-builder";

/**
 * What a release needs beyond electron-builder.yml, from the environment of the machine that signs.
 * Throws a sentence where something is missing: an unsigned or nameless release could never check its own updates.
 */
export function releaseConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const publisherName = needed(
    environment,
    "WINDOWS_PUBLISHER_NAME",
    "the subject name (CN) of the signing certificate, which updates are checked against",
  );
  const url = needed(
    environment,
    "UPDATE_FEED_URL",
    "the folder of the internal update feed, written into app-update.yml",
  );
  needed(
    environment,
    "WIN_CSC_LINK",
    "the signing certificate (file or base64 of a .pfx); electron-builder reads it",
  );
  return {
    extends: "electron-builder.yml",
    forceCodeSigning: true,
    win: { signtoolOptions: { publisherName } },
    publish: { provider: "generic", url },
  };
}

function needed(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  meaning: string,
): string {
  const value = environment[name]?.trim() ?? "";
  if (value === "") throw new Error(`${name} is not set: ${meaning}.`);
  return value;
}
