import { createStore, type StoreApi } from "zustand/vanilla";
import { checkRegistration } from "../../src-shared/accounts/check-registration.ts";
import {
  registrationPlaces,
  type RegistrationPlace,
} from "../../src-shared/accounts/registration-rules.ts";
import {
  toRegistration,
  type TypedRegistration,
} from "../../src-shared/accounts/typed-registration.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { noNewPassword } from "../ui/fields/judge-new-password.ts";
import { refusedPlace } from "./refused-place.ts";
import { settleRegistration } from "./registration-inputs.ts";
import { openPlaces, sentenceAt } from "./registration-sayings.ts";
import type { RegistrationState } from "./registration-state.ts";

type Secrets = Pick<RegistrationState, "newPassword" | "smsCode" | "isAgreed">;

export interface RegistrationForm {
  readonly store: StoreApi<RegistrationState>;
  readonly change: (patch: Partial<TypedRegistration>) => void;
  readonly changeSecrets: (patch: Partial<Secrets>) => void;
  /** A field loses the focus: its text is put in order and its problem, if any, is said. */
  readonly leave: (places: readonly RegistrationPlace[]) => void;
  /** 注册: says everything there is; the places that stand in the way, in the order of the page. */
  readonly showAll: () => readonly RegistrationPlace[];
  /** Puts a refusal of the API next to its field; null where it is about none. */
  readonly refuse: (problem: Problem) => RegistrationPlace | null;
  readonly startAnew: (typed: TypedRegistration) => void;
}

export function createRegistrationForm(opened: {
  typed: TypedRegistration;
  now: () => Date;
  /** Of what may be kept; secrets are not told. */
  onChange: (typed: TypedRegistration) => void;
}): RegistrationForm {
  const judge = (typed: TypedRegistration) =>
    checkRegistration(toRegistration(typed), { now: opened.now() });
  const begin = (typed: TypedRegistration): RegistrationState => ({
    typed,
    newPassword: noNewPassword,
    smsCode: "",
    isAgreed: false,
    check: judge(typed),
    left: new Set(),
    isTried: false,
    refusals: {},
  });
  const store = createStore<RegistrationState>(() => begin(opened.typed));

  function change(patch: Partial<TypedRegistration>): void {
    const before = store.getState();
    const typed = { ...before.typed, ...patch };
    const check = judge(typed);
    const isChanged = (place: RegistrationPlace) => place in patch;
    store.setState({
      typed,
      check,
      // A new problem waits until the field is left again.
      left: new Set(
        [...before.left].filter(
          (place) =>
            sentenceAt(before.check, place) === sentenceAt(check, place),
        ),
      ),
      refusals: without(before.refusals, isChanged),
    });
    opened.onChange(typed);
  }

  function settle(places: readonly RegistrationPlace[]): void {
    const { typed } = store.getState();
    const settled = settleRegistration(typed, places);
    if (settled !== typed) change(settled);
  }

  function markLeft(places: readonly RegistrationPlace[]): void {
    store.setState(({ left }) => ({ left: new Set([...left, ...places]) }));
  }

  return {
    store,
    change,
    changeSecrets(patch) {
      const changed: RegistrationPlace[] = [
        ...(patch.newPassword === undefined ? [] : ["password" as const]),
        ...(patch.smsCode === undefined ? [] : ["smsCode" as const]),
      ];
      const { refusals } = store.getState();
      store.setState({
        ...patch,
        refusals: without(refusals, (place) => changed.includes(place)),
      });
    },
    leave(places) {
      settle(places);
      markLeft(places);
      // A rule between two days is said at the second, which the clerk may not come back to.
      if (
        places.includes("validFrom") &&
        store.getState().typed.validUntil !== ""
      )
        markLeft(["validUntil"]);
    },
    showAll() {
      settle(registrationPlaces);
      markLeft(registrationPlaces);
      store.setState({ isTried: true });
      return openPlaces(store.getState());
    },
    refuse(problem) {
      const named = refusedPlace(problem);
      const place = registrationPlaces.find((each) => each === named) ?? null;
      if (place !== null)
        store.setState(({ refusals }) => ({
          refusals: { ...refusals, [place]: problem },
        }));
      return place;
    },
    startAnew(typed) {
      store.setState(begin(typed), true);
      opened.onChange(typed);
    },
  };
}

function without(
  refusals: RegistrationState["refusals"],
  isChanged: (place: RegistrationPlace) => boolean,
): RegistrationState["refusals"] {
  return Object.fromEntries(
    Object.entries(refusals).filter(
      ([place]) => !isChanged(place as RegistrationPlace),
    ),
  );
}
