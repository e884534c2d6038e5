/** The part of a schema that a `$ref` within it names; undefined where there is none, or it is another schema's. */
export function dereference(schema: unknown, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined;
  return partsOf(reference).reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>> | undefined)?.[part], schema);
}

/** The keys of a JSON pointer, or of a reference that holds one behind its `#`. */
export function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
