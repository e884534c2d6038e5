interface Known<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): unknown;
}

/** The answer for `key`, made when it is first asked for; also an answer of `undefined` is made once. */
export function once<K, V>(known: Known<K, V>, key: K, make: () => V): V {
  const answer = known.get(key);
  if (answer !== undefined || known.has(key)) return answer as V;
  const made = make();
  known.set(key, made);
  return made;
}

/** Answers each question once. */
export function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => once(known, key, () => make(key));
}
