import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pkcs11js from "pkcs11js";
import {
  createDemoEstate,
  trustOfEstate,
} from "../../dev/demo-ca/create-demo-estate.ts";
import {
  demoKeys,
  demoPerson,
  otherPerson,
} from "../../dev/demo-ca/demo-keys.ts";
import { createKeySimulator, type GivenRule } from "../../dev/key-simulator.ts";
import type { JournalEntry } from "../../dev/key-simulator/read-journal.ts";
import type { SimulatorAction } from "../../dev/key-simulator/simulator-orders.ts";
import { verifyDetachedCms } from "../../src-shared/cms/verify-detached-cms.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { createIdentities } from "../../src-main/identities/create-identities.ts";
import { createIdentityStore } from "../../src-main/identities/identity-store.ts";
import { Session } from "../../src-main/session/session.ts";
import { openDatabase } from "../../src-main/storage/open-database.ts";
import { createUsbKeys } from "../../src-main/usb-key/create-usb-keys.ts";
import { keyAuthorities } from "../../src-main/usb-key/key-authorities.ts";
import { createPinMemory } from "../../src-main/usb-key/pin-memory.ts";
import { createPinTryStore } from "../../src-main/usb-key/pin-try-store.ts";
import { forkKeyHost } from "../integration/usb-key/fork-key-host.ts";
import {
  crashesUntilGivenUp,
  isCancel,
  pinTries,
  slots,
  type Cancel,
  type Fault,
  type KeyStep,
  type PinEntry,
} from "./key-walk-model.ts";

/** The client's own session and keys over the simulator; the API is away, so this machine vouches. */
export type KeyWalkDesk = Awaited<ReturnType<typeof openKeyWalkDesk>>;

const labels = [
  demoKeys.main.tokenLabel,
  demoKeys.ec.tokenLabel,
  demoKeys["other-enterprise"].tokenLabel,
];
const hangLimitMs = 3000;
const offline = () => Promise.reject(new ProblemError("sync-offline"));

export async function openKeyWalkDesk() {
  const folder = mkdtempSync(join(tmpdir(), "key-walks-"));
  const estate = await createDemoEstate(join(folder, "estate"), [
    "ec",
    "other-enterprise",
  ]);
  const simulator = createKeySimulator(join(folder, "control"), {
    tokens: labels,
  });
  for (const slot of slots) simulator.configure({ pinTries }, slot);
  const database = openDatabase(join(folder, "client.db"));
  const now = () => new Date();
  const identities = createIdentities(createIdentityStore(database, now), {
    protect: async (secret) => Uint8Array.from(secret),
    reveal: async (secret) => Uint8Array.from(secret),
  });
  for (const { uscc } of [demoPerson, otherPerson])
    await identities.findOrCreate("usb-key", uscc);
  const defects: unknown[] = [];
  const logDefect = (error: unknown) => void defects.push(error);
  const usbKeys = createUsbKeys({
    modulePaths: [simulator.modulePath],
    memory: createPinMemory({
      store: createPinTryStore(database, now),
      hash: (text) => identities.hash("pin-tries", text),
      logDefect,
    }),
    authorities: keyAuthorities(),
    log: { warn: () => undefined },
    // Given up, the driver is back soon; a process that lived for long on a slow machine is still no recovery.
    times: {
      watchIntervalMs: 50,
      signLimitMs: hangLimitMs,
      retryMs: 200,
      steadyMs: 3_600_000,
    },
    startKeyHost: () =>
      forkKeyHost({ ...estate.environment, ...simulator.environment }),
  });
  const trust = trustOfEstate(estate);
  /** SHA-256 of the certificates that have signed since `spent` was last asked. */
  const signers: string[] = [];
  let attemptsTold = 0;
  const session = new Session({
    companionOrigin: "http://127.0.0.1:1",
    keys: {
      ...usbKeys,
      sign: async (certificateId, order) => {
        const cms = await usbKeys.sign(certificateId, order);
        const { signerCertificateDer } = await verifyDetachedCms(
          cms,
          order.content,
        );
        signers.push(await digestOf(signerCertificateDer));
        return cms;
      },
    },
    companion: {
      createChallenge: offline,
      signIn: offline,
      signInWithAccount: offline,
      renew: offline,
      signOut: offline,
    },
    accounts: { learn: offline, open: offline },
    trust: async () => ({ trust, fetchedAt: "2026-01-01T00:00:00.000Z" }),
    identities,
    now,
    onStateChanged: () => undefined,
    onOpened: () => undefined,
    onConfirmed: () => undefined,
    onClosed: async () => undefined,
    logDefect,
  });
  // As for the page: a driver that was lost is looked at again, whoever is signed in.
  usbKeys.onFound(() => undefined);
  const list = () => usbKeys.listKeys(trust, now());
  const certificates = (await list()).certificates;
  const onSlot = (slot: number) => {
    const found = certificates.find(
      ({ keyLabel }) => keyLabel === labels[slot - 1],
    );
    if (found === undefined) throw new Error(`no certificate in slot ${slot}`);
    return found;
  };
  const slotOf = (sha256: string | undefined): number =>
    slots.find((slot) => onSlot(slot).certificateSha256 === sha256) ?? 0;

  const proofOf = (slot: number, entry: PinEntry) => ({
    certificateId: onSlot(slot).id,
    pin: entry.isRight ? estate.pin : "00000000",
    isFinalTryConfirmed: entry.isFinalTryConfirmed,
  });

  async function run(step: KeyStep): Promise<unknown> {
    switch (step.kind) {
      case "insert":
        simulator.insert(step.slot);
        return undefined;
      case "remove":
        simulator.remove(step.slot);
        return undefined;
      case "crash-while-idle":
        return crashWhileIdle();
      case "lose-driver":
        for (let crash = 1; crash < crashesUntilGivenUp; crash += 1) {
          await crashWhileIdle();
          // Started anew and looked at, so that it is not the look that fails.
          await list();
        }
        return crashWhileIdle();
      case "sign-out":
        return session.signOut();
      case "choose":
        return session.chooseSigningCertificate(onSlot(step.slot).id);
      case "sign-in":
        return session.signInWithKey(proofOf(step.slot, step.entry));
      case "unlock":
        return session.unlockWithKey(proofOf(step.slot, step.entry));
      case "sign": {
        const { pin, isFinalTryConfirmed } = proofOf(1, step.entry);
        return session.signFrozen("{}", pin, isFinalTryConfirmed);
      }
    }
  }

  const count = (event: JournalEntry["event"]) =>
    simulator.journal().filter((entry) => entry.event === event).length;

  /** As a PIN makes them forgotten. */
  async function forgetLosses(): Promise<void> {
    await usbKeys.sign(onSlot(1).id, {
      content: Buffer.from("{}"),
      pin: estate.pin,
      signingTime: now(),
      isFinalTryConfirmed: false,
    });
    attemptsTold += 1;
  }

  async function crashWhileIdle(): Promise<void> {
    const before = count("crashes");
    const rule = simulator.order({
      function: "C_GetSlotList",
      call: 1,
      action: { kind: "crash" },
    });
    while (count("crashes") === before) await pause(10);
    rule.lift();
  }

  /** With the driver held at the ordered call; a try may also be refused before it comes so far. */
  async function cancelOnceHeld(
    kind: Cancel,
    hangsBefore: number,
    isOver: () => boolean,
  ): Promise<void> {
    while (count("hangs") === hangsBefore) {
      if (isOver()) return;
      await pause(5);
    }
    if (kind === "sign-out") await session.signOut();
    else session.lockIdle();
  }

  return {
    defects,
    async begin(): Promise<void> {
      await session.signOut();
      for (const slot of slots) {
        simulator.insert(slot);
        simulator.setWrongPins(0, slot);
      }
      database.exec("DELETE FROM pin_tries");
      await forgetLosses();
    },
    /** What the step answers. */
    async play(step: KeyStep): Promise<string> {
      const fault = "entry" in step ? step.entry.fault : null;
      const hangsBefore = count("hangs");
      const rule = fault === null ? null : orderFault(fault);
      let isOver = false;
      const running = run(step)
        .then(
          () => "done",
          (error: unknown) => {
            if (error instanceof ProblemError) return error.problem.code;
            throw error;
          },
        )
        .finally(() => (isOver = true));
      if (fault !== null && isCancel(fault.kind)) {
        await cancelOnceHeld(fault.kind, hangsBefore, () => isOver);
        // Whoever signs out stops the key where it is held; a software token ended in the middle of its own writing is no key.
        if (fault.kind === "lock") rule?.lift();
      }
      const outcome = await running;
      rule?.lift();
      return outcome;
    },
    /** PIN tries and signatures since it was last asked, so that none falls between two questions. */
    spent() {
      const attempts = simulator.pinAttempts().length - attemptsTold;
      attemptsTold += attempts;
      return { attempts, signers: signers.splice(0).map(slotOf) };
    },
    /** What the page would show. */
    async picture() {
      const state = session.state();
      const { certificates: seen } = await list();
      return {
        session:
          state.kind === "signed-out"
            ? null
            : {
                slot: slotOf(state.person.certificate?.sha256),
                isLocked: state.kind === "locked",
                ...(state.kind === "signed-in" && {
                  signing:
                    state.signingCertificate === null
                      ? null
                      : slotOf(state.signingCertificate),
                }),
              },
        keys: seen
          .map(({ certificateSha256, pin }) => ({
            slot: slotOf(certificateSha256),
            isFinalTry: pin.isFinalTry,
            isLocked: pin.isLocked,
            uncertainTries: pin.uncertainTries,
          }))
          .toSorted((one, other) => one.slot - other.slot),
      };
    },
    async close(): Promise<void> {
      await session.close();
      usbKeys.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function orderFault(fault: Fault): GivenRule {
    return simulator.order({
      function: fault.at,
      call: 1,
      action: actionOf(fault),
    });
  }
}

function actionOf({ kind }: Fault): SimulatorAction {
  switch (kind) {
    case "pulled":
      return { kind: "remove-before" };
    case "error":
      return { kind: "fail", returnCode: pkcs11js.CKR_DEVICE_ERROR };
    // Held, so that the clerk's cancelling falls into the call.
    case "sign-out":
    case "lock":
      return { kind: "hang" };
    default:
      return { kind };
  }
}

async function digestOf(der: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(der));
  return Buffer.from(digest).toString("hex");
}
