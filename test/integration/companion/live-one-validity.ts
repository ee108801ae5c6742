import { daysLater } from "../../fixtures/certificates/make-certificate-estate.ts";
import { startTestCompanion } from "./start-test-companion.ts";
import {
  approvedFiling,
  makeKey,
  ownUscc,
  save,
  signInWith,
} from "./test-enterprise.ts";

// A program of its own, because the time zone of a process is settled when it starts. Says where it is, and what the
// API made of an approval half an hour after New Year in Shanghai and of the last moments of its validity.
const companion = await startTestCompanion();
companion.clock.now = new Date("2026-12-31T16:30:00Z");
const key = await makeKey(companion, ownUscc, { notAfter: daysLater(1000) });
const enterprise = await signInWith(companion, key);
const reviewer = await companion.signInReviewer();
const { id, year, version, approval } = await approvedFiling(
  companion,
  enterprise,
  reviewer,
);
const amendAt = async (instant: string): Promise<string> => {
  companion.clock.now = new Date(instant);
  const late = await signInWith(companion, key);
  const change = { filingId: id, baseVersion: version };
  return save(companion, late, change).then(
    ({ state }) => state,
    (error: unknown) => /"code":"([^"]+)"/.exec(String(error))?.[1] ?? "",
  );
};
const result = {
  localHour: new Date("2026-12-31T16:30:00Z").getHours(),
  year,
  validFrom: approval?.validFrom,
  validUntil: approval?.validUntil,
  lastMoment: await amendAt("2027-12-31T15:59:59.999Z"),
  momentAfter: await amendAt("2027-12-31T16:00:00.000Z"),
};
await companion.close();
process.stdout.write(`result ${JSON.stringify(result)}\n`);
