/** What is made when first asked for, such as a module: asking the loader again for each file would cost more than the answer. */
export function lazily<T>(load: () => T): () => T {
  let loaded: { readonly value: T } | undefined;
  return () => {
    loaded ??= { value: load() };
    return loaded.value;
  };
}
