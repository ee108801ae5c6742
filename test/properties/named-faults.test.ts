import { describe, expect, it } from "vitest";
import { profileFaults } from "../fixtures/storage/profile-faults.ts";
import { clockFaultNames, faultNames } from "./sending/broken-network.ts";

/** What must not cost a clerk a word, in the order in which it was asked for. */
const asked = {
  network: {
    drop: ["drop"],
    "cut at byte n": ["cut-request", "cut-answer"],
    delay: ["delay"],
    "handed over after it was given up": ["hold-back"],
    duplicate: ["duplicate"],
    "answer lost after commit": ["lose-answer"],
    "401": ["unauthorised"],
    "407": ["proxy-sign-in"],
    "413": ["too-large"],
    "429": ["too-many"],
    "503": ["unavailable"],
    "captive portal": ["portal"],
    "TLS error": ["tls-error"],
    "clock two days off": ["two-days-behind", "two-days-ahead"],
  },
  profile: {
    "disk full": ["disk-full"],
    "read-only profile": ["read-only"],
    "file locked by a scanner": ["database-locked", "attachment-locked"],
    "damaged database page": ["database-page-damaged"],
    "damaged sealed value": ["sealed-value-damaged", "wrapped-key-damaged"],
    "damaged attachment": ["attachment-damaged"],
    "second client on the same profile": ["second-client"],
    "profile copied back from yesterday": ["copied-back"],
  },
};

describe("the faults that tests can choose by name", () => {
  it("are all that the network can do", () => {
    expect([...faultNames, ...clockFaultNames].toSorted()).toEqual(
      Object.values(asked.network).flat().toSorted(),
    );
  });

  it("are at least those of the disk that were asked for", () => {
    expect(Object.keys(profileFaults)).toEqual(
      expect.arrayContaining(Object.values(asked.profile).flat()),
    );
  });
});
