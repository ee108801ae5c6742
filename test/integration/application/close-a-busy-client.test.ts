import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { filledRegistration } from "../../fixtures/registration.ts";
import { openDesk } from "../accounts/account-desk.ts";
import { succeed } from "../companion/companion-requester.ts";
import { startTestCompanion } from "../companion/start-test-companion.ts";
import { accountPassword, registerParts } from "../companion/test-account.ts";

const { accountName } = filledRegistration;

afterEach(() => vi.useRealTimers());

describe("closing a client that is busy", () => {
  it("takes eight seconds at most where a request never ends, and what was typed was ended in order before", async () => {
    const companion = await startTestCompanion();
    await succeed(
      companion.request,
      "register",
      await registerParts(companion),
    );
    let stalled = 0;
    let isStalled = false;
    const desk = await openDesk({
      origin: companion.origin,
      // Deaf to its signal too, as a driver of the network may be.
      fetch: (input, init) => {
        if (!isStalled) return fetch(input, init);
        stalled += 1;
        return new Promise(() => undefined);
      },
    });
    await desk.signIn(accountName, accountPassword);
    const { filingId, content } = await desk.call("drafts.begin", {
      copyFrom: null,
    });
    const fields = { ...content.fields, street: "荣华中路" };
    await desk.call("drafts.keep", {
      filingId,
      content: { ...content, fields },
      restsOn: null,
    });
    isStalled = true;
    await desk.call("sync.retry-now", {});
    while (stalled === 0) await turn();

    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const closing = desk.close();
    await vi.advanceTimersByTimeAsync(8000);
    await closing;
    vi.useRealTimers();

    const again = await openDesk({
      origin: companion.origin,
      profile: desk.profile,
    });
    await again.signIn(accountName, accountPassword);
    const { rows } = await again.call("filings.list", {});
    const { content: kept } = await again.call("filings.detail", { filingId });
    const { contents } = await again.call("rescued.list", {});
    await again.close();
    await companion.close();
    expect({
      rows: rows.map(({ id, state }) => [id, state]),
      street: kept.fields.street,
      contents,
    }).toEqual({
      rows: [[filingId, "draft"]],
      street: "荣华中路",
      contents: [],
    });
  }, 60_000);
});
