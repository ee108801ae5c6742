import { judgeCertificate } from "../../src-shared/certificates/certificate-usability.ts";
import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { SessionState } from "../../src-shared/session/session-procedures.ts";
import { createSoleUse } from "./create-sole-use.ts";
import {
  describeSession,
  isSameOwner,
  type OpenedSession,
} from "./opened-session.ts";
import type { Proof } from "./proof.ts";
import {
  proveByReply,
  proveWithAccount,
  type AccountSignIn,
} from "./prove-with-account.ts";
import { proveWithKey, type KeySignIn } from "./prove-with-key.ts";
import { createTokenRenewal, type TokenRenewal } from "./renew-token.ts";
import type { AccountReply, SessionOptions } from "./session-options.ts";

/** Who is at this machine, from sign-in to sign-out; a pulled key locks and does not end it. */
export class Session {
  #opened: OpenedSession | null = null;
  #look: Promise<void> = Promise.resolve();
  /** A second click must not become a second try of the PIN. */
  readonly #useKey = createSoleUse();
  /** Aborted, and replaced, when somebody leaves or comes: a key still at work for whoever was here is stopped. */
  #here = new AbortController();
  readonly #options: SessionOptions;
  readonly #renewal: TokenRenewal;
  readonly #stopWatching: () => void;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#renewal = createTokenRenewal({
      renew: (token) => options.companion.renew(token),
      onRefused: (token) => {
        this.forgetToken(token);
      },
      now: options.now,
    });
    this.#stopWatching = options.keys.onChange(() => {
      this.#lookForKey();
    });
  }

  state(): SessionState {
    return describeSession(this.#opened);
  }

  /** Goes on where the same certificate is signed in already, so that an unconfirmed session can be confirmed. */
  async signInWithKey(signIn: KeySignIn): Promise<SessionState> {
    const { signal } = this.#here;
    const certificate = await this.#findCertificate(signIn.certificateId);
    return this.#takeUp(await this.#prove(certificate, signIn, true, signal));
  }

  /** Throws `session-other-person` before any other key's PIN is tried. */
  async unlockWithKey(signIn: KeySignIn): Promise<SessionState> {
    const { signal } = this.#here;
    const certificate = await this.#findCertificate(signIn.certificateId);
    const { person, token } = this.#require();
    if (person.certificate?.sha256 !== certificate.sha256)
      throw new ProblemError("session-other-person");
    const proof = await this.#prove(
      certificate,
      signIn,
      token === null,
      signal,
    );
    return this.#goOn(this.#require(), proof);
  }

  /** Goes on in place where the same account is signed in already: a new token, and the lock gone. */
  async signInWithAccount(signIn: AccountSignIn): Promise<SessionState> {
    return this.#takeUp(await proveWithAccount(this.#options, signIn));
  }

  async unlockWithAccount(
    proof: Pick<AccountSignIn, "password" | "captcha">,
  ): Promise<SessionState> {
    const { account } = this.#require().person;
    if (account === null) throw new ProblemError("session-other-person");
    const signIn = { accountName: account.name, ...proof };
    const proven = await proveWithAccount(this.#options, signIn);
    return this.#goOn(this.#require(), proven);
  }

  /** The API has confirmed the account by another way than its password. */
  async openConfirmed(reply: AccountReply): Promise<SessionState> {
    return this.#takeUp(
      await proveByReply(this.#options, reply, {
        password: null,
        recoveryCode: null,
      }),
    );
  }

  async chooseSigningCertificate(certificateId: string): Promise<SessionState> {
    // What an account files is unsigned, whoever else's key is in; reviewers see 账号未核验.
    if (this.#requireUnlocked().person.via === "account")
      throw new ProblemError("not-allowed");
    const certificate = await this.#findCertificate(certificateId);
    await this.#refuseForSigning(certificate);
    const { sha256 } = certificate;
    const opened = this.#requireUnlocked();
    return this.#become({ ...opened, signing: { certificateId, sha256 } });
  }

  /**
   * Detached CMS (DER in base64) over the frozen text, by the certificate chosen at 进入应用. Throws `key-cancelled`
   * where the session was locked or ended meanwhile: nobody who is here now wanted this signature.
   */
  async signFrozen(
    frozenText: string,
    pin: string | null,
    isFinalTryConfirmed: boolean,
  ): Promise<string> {
    const { signing, person } = this.#requireUnlocked();
    if (signing === null)
      throw new ProblemError("session-no-signing-certificate");
    const { certificateId } = signing;
    const whileHere = this.#here.signal;
    const cms = await this.#useKey(async () => {
      await this.#refuseForSigning(await this.#findCertificate(certificateId));
      return this.#options.keys.sign(certificateId, {
        content: Buffer.from(frozenText),
        pin,
        signingTime: this.#options.now(),
        isFinalTryConfirmed,
        whileHere,
      });
    });
    if (this.#opened?.person !== person || this.#opened.lock !== null)
      throw new ProblemError("key-cancelled");
    return Buffer.from(cms).toString("base64");
  }

  async signOut(): Promise<SessionState> {
    const token = this.#opened?.token?.token ?? null;
    const wasOpen = this.#opened !== null;
    this.#leave();
    this.#become(null);
    if (wasOpen) await this.#options.onClosed();
    // Where the API is away the token ends by its own time; this machine has forgotten it either way.
    if (token !== null)
      await this.#options.companion.signOut(token).catch(() => undefined);
    return this.state();
  }

  /** Nobody has been at the page for a while; the key may still be in. */
  lockIdle(): void {
    if (this.#opened !== null && this.#opened.lock === null)
      this.#become({ ...this.#opened, lock: "idle" });
  }

  /** The API ended the session of this token: work here goes on, sending waits for a new sign-in. */
  forgetToken(token: string): void {
    if (this.#opened?.token?.token !== token) return;
    this.#become({ ...this.#opened, token: null });
    this.#options.onTokenLost?.(token);
  }

  /** What this session calls the API with. Throws `not-signed-in` where only this machine vouches. */
  requireToken(): string {
    const { token } = this.#requireUnlocked();
    if (token === null) throw new ProblemError("not-signed-in");
    return token.token;
  }

  async close(): Promise<void> {
    this.#stopWatching();
    // The look at the key that runs is not waited for: a driver may hang, and what was typed is ended in order all the same.
    await this.signOut();
  }

  async #takeUp(proof: Proof): Promise<SessionState> {
    const before = this.#opened;
    if (before !== null && isSameOwner(before, proof))
      return this.#goOn(before, proof);
    if (before !== null) await this.signOut();
    return this.#open(proof);
  }

  async #open(proof: Proof): Promise<SessionState> {
    const { person, identity, token } = proof;
    this.#leave();
    this.#become({ ...proof, signing: null, lock: null });
    try {
      this.#options.onOpened(person, identity, token?.token ?? null);
    } catch (error) {
      // Half open is worse than closed: the page would work on what was never opened.
      await this.signOut().catch(this.#options.logDefect);
      throw error;
    }
    this.#lookForKey();
    return this.state();
  }

  /** Throws `session-other-person` where somebody else came or this one left while the proof was made. */
  #goOn(before: OpenedSession, proof: Proof): SessionState {
    if (!isSameOwner(before, proof))
      throw new ProblemError("session-other-person");
    const { token } = proof;
    const replaced = before.token;
    this.#become({ ...before, token: token ?? replaced, lock: null });
    this.#lookForKey();
    if (token !== null) {
      this.#options.onConfirmed(token.token);
      if (replaced !== null) this.#endAtCompanion(replaced.token);
    }
    return this.state();
  }

  #leave(): void {
    this.#here.abort();
    this.#here = new AbortController();
  }

  #endAtCompanion(token: string): void {
    void this.#options.companion.signOut(token).catch(() => undefined);
  }

  /** Throws `key-cancelled` where whoever began it has left: nobody is signed in by it, here or at the API. */
  async #prove(
    certificate: ParsedCertificate,
    signIn: KeySignIn,
    isTokenWanted: boolean,
    whileHere: AbortSignal,
  ): Promise<Proof> {
    const proof = await this.#useKey(() =>
      proveWithKey(
        this.#options,
        certificate,
        signIn,
        isTokenWanted,
        whileHere,
      ),
    );
    if (!whileHere.aborted) return proof;
    if (proof.token !== null) this.#endAtCompanion(proof.token.token);
    throw new ProblemError("key-cancelled");
  }

  async #refuseForSigning(certificate: ParsedCertificate): Promise<void> {
    const { trust } = await this.#options.trust();
    const now = this.#options.now();
    const usability = await judgeCertificate(certificate, trust, now);
    if (usability.kind === "unusable") throw new ProblemError(usability.reason);
    const { person } = this.#requireUnlocked();
    if (certificate.uscc?.value !== person.uscc)
      throw new ProblemError("session-certificate-of-other-enterprise");
  }

  /** The key may have been pulled since it was listed; only the key itself can tell, when it has to sign. */
  async #findCertificate(certificateId: string): Promise<ParsedCertificate> {
    const { keys, trust, now } = this.#options;
    const known = keys.findCertificate(certificateId);
    if (known !== null) return known;
    await keys.listKeys((await trust()).trust, now());
    const found = keys.findCertificate(certificateId);
    if (found === null) throw new ProblemError("key-absent");
    return found;
  }

  /** Also after every proof: a key pulled while it was made was told when there was nothing to lock. */
  #lookForKey(): void {
    this.#look = this.#look
      .then(() => this.#lockWhereKeyIsGone())
      // One look that failed must not be the last.
      .catch(this.#options.logDefect);
  }

  async #lockWhereKeyIsGone(): Promise<void> {
    const opened = this.#opened;
    if (opened?.person.via !== "usb-key" || opened.lock !== null) return;
    const { keys } = this.#options;
    const sha256 = opened.person.certificate?.sha256 ?? "";
    let seen = await keys.seeCertificate(sha256);
    // A driver that fell over while it was asked has not said that the key is gone; the next one started may know.
    if (seen === "unclear") seen = await keys.seeCertificate(sha256);
    const isHere = seen === "here";
    // Signed out or in anew while the driver was asked.
    if (isHere || this.#opened?.person !== opened.person) return;
    this.#become({ ...this.#opened, lock: "key-removed" });
  }

  #become(next: OpenedSession | null): SessionState {
    const before = JSON.stringify(this.state());
    this.#opened = next;
    this.#renewal.follow(next?.lock === null ? next.token : null);
    if (JSON.stringify(this.state()) !== before)
      this.#options.onStateChanged(this.state());
    return this.state();
  }

  #require(): OpenedSession {
    if (this.#opened === null) throw new ProblemError("session-not-signed-in");
    return this.#opened;
  }

  #requireUnlocked(): OpenedSession {
    const opened = this.#require();
    if (opened.lock !== null) throw new ProblemError("session-locked");
    return opened;
  }
}
