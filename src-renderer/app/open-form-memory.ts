const key = "open-filing-form";

/**
 * Whoever reloads the page is still in the form, and whoever clicked 继续 in the list has decided: neither is asked
 * again about unsaved changes.
 */
export function rememberOpenForm(filingId: string): () => void {
  sessionStorage.setItem(key, filingId);
  return () => {
    if (sessionStorage.getItem(key) === filingId)
      sessionStorage.removeItem(key);
  };
}

export function wasFormOpen(filingId: string): boolean {
  return sessionStorage.getItem(key) === filingId;
}
