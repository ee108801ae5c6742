/** A form of several fields whose buttons stand in a dialog's footer: without one inside, Enter would do nothing. */
export function SubmitOnEnter() {
  return (
    <button
      type="submit"
      className="visually-hidden"
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
