/** A module that is loaded when first asked for. Asking the loader again for each file would cost more than the answer. */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
