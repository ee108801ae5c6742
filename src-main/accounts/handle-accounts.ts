import type { accountProcedures } from "../../src-shared/accounts/account-procedures.ts";
import { typedRegistrationSchema } from "../../src-shared/accounts/typed-registration.ts";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  CallCompanion,
  EndpointReply,
} from "../../src-shared/companion-api/companion-call.ts";
import type { SessionState } from "../../src-shared/session/session-procedures.ts";
import type { SealedNotes } from "../storage/sealed-notes.ts";
import {
  handleOwnAccount,
  keepNewPassword,
  type OwnAccountNeeds,
} from "./handle-own-account.ts";
import type { OpenIdSignIns } from "./open-id/open-id-sign-ins.ts";
import type { RememberedAccount } from "./remembered-account.ts";

export interface AccountNeeds extends OwnAccountNeeds {
  readonly call: CallCompanion;
  readonly remembered: RememberedAccount;
  readonly openId: OpenIdSignIns;
  readonly notes: SealedNotes;
  readonly now: () => Date;
  readonly logDefect: (error: unknown) => void;
  readonly openConfirmed: (
    reply: EndpointReply<"signInWithAccount">,
  ) => Promise<SessionState>;
}

/** Numbers of documents do not lie around for a registration that nobody goes on with. */
const registrationKeptMs = 7 * 24 * 60 * 60 * 1000;

export function forgetOldRegistration(notes: SealedNotes, now: Date): void {
  const oldest = new Date(now.getTime() - registrationKeptMs);
  notes.eraseOlder("begun-registration", oldest);
}

type Handlers = ProcedureHandlers<typeof accountProcedures>;

export function handleAccounts(needs: AccountNeeds): Handlers {
  return {
    ...handleRegistration(needs),
    ...handleRecovery(needs),
    ...handleRemembered(needs),
    ...handleOpenId(needs),
    ...handleOwnAccount(needs),
  };
}

function handleRegistration({ call, notes, openId, now }: AccountNeeds) {
  return {
    "accounts.captcha": (body) => call("createCaptcha", { body }),
    "accounts.send-sms-code": (body) => call("sendSmsCode", { body }),
    "accounts.register": async ({ bindsOpenId, ...body }) => {
      const bindingToken = bindsOpenId ? openId.bindingToken() : null;
      const made = await call("register", { body: { ...body, bindingToken } });
      notes.erase("begun-registration");
      if (bindsOpenId) openId.cancel();
      return made;
    },
    "accounts.keep-registration": async ({ typed }) => {
      await notes.write("begun-registration", typed);
      return {};
    },
    // From another version's page, or unreadable now: typed again, and no reason to stop anybody.
    "accounts.kept-registration": async () => {
      forgetOldRegistration(notes, now());
      const typed = await notes
        .read("begun-registration", typedRegistrationSchema)
        .catch(() => null);
      return { typed };
    },
    "accounts.forget-registration": () => {
      notes.erase("begun-registration");
      return {};
    },
  } satisfies Partial<Handlers>;
}

function handleRecovery(needs: AccountNeeds) {
  const { call } = needs;
  return {
    "accounts.start-recovery": (body) => call("startRecovery", { body }),
    "accounts.prove-recovery": ({ recoveryId, code }) =>
      call("proveRecovery", { params: { recoveryId }, body: { code } }),
    "accounts.finish-recovery": async (body) => {
      const done = await call("finishRecovery", { body });
      // What the API has set is set, whatever this machine can still write.
      await keepNewPassword(needs, done.accountName, body.password).catch(
        needs.logDefect,
      );
      return done;
    },
  } satisfies Partial<Handlers>;
}

function handleRemembered({ remembered }: AccountNeeds) {
  return {
    "accounts.remembered": async () => {
      const kept = await remembered.read();
      if (kept === null) return { remembered: null };
      const { accountName, password } = kept;
      return { remembered: { accountName, isPasswordKept: password !== null } };
    },
    "accounts.forget-remembered": () => {
      remembered.forget();
      return {};
    },
  } satisfies Partial<Handlers>;
}

function handleOpenId({ openId, openConfirmed }: AccountNeeds) {
  return {
    "accounts.sign-in-ways": () => openId.ways(),
    "accounts.sign-in-with-open-id": async () => {
      const answer = await openId.signIn();
      if (answer.kind === "unbound") return { kind: "unbound" as const };
      const { token, expiresAt, account } = answer;
      const state = await openConfirmed({ token, expiresAt, account });
      return { kind: "signed-in" as const, state };
    },
    "accounts.cancel-open-id": () => {
      openId.cancel();
      return {};
    },
  } satisfies Partial<Handlers>;
}
