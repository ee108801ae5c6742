const key = "open-filing-form";

/** Kept by the browser over a reload: whoever reloads is still in the form and need not be asked again. */
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
