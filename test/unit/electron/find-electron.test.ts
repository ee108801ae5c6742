import { expect, it } from "vitest";
import { hasKeyring } from "../../../dev/start/find-electron.ts";

it.each([
  ["ubuntu:GNOME", true],
  ["KDE", true],
  ["XFCE", true],
  ["LXQt", false],
  ["sway", false],
  ["", false],
])("of the desktop %o says whether a keyring can be there: %o", (name, has) => {
  expect(hasKeyring(name)).toBe(has);
});
