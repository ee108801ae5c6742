/** BUILTIN\Administrators; also in a list of `whoami /groups` where it is held back until UAC asks. */
const administrators = /"S-1-5-32-544"/;

/** @param ownGroups what `whoami /groups /fo csv /nh` prints */
export function mayElevate(ownGroups: string): boolean {
  return administrators.test(ownGroups);
}

/**
 * Without a publisher's name in it, electron-updater takes a file signed by anybody, or by nobody.
 * @param updateFile the text of app-update.yml; empty where there is none
 */
export function namesPublisher(updateFile: string): boolean {
  return /^publisherName:[ \t]*(?:\S|\r?\n[ \t]+-[ \t]*\S)/m.test(updateFile);
}
