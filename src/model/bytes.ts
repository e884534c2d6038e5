const UNITS = new Map(Object.entries({ '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 }));

/** A number of bytes from `500000`, `500 kB` or `1.5 MiB`; undefined when it is no size. */
export function parseBytes(size: unknown): number | undefined {
  if (typeof size === 'number') return Number.isFinite(size) && size >= 0 ? size : undefined;
  const parts = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(size));
  const unit = UNITS.get(parts?.[2]?.toLowerCase() ?? '');
  return parts === null || unit === undefined ? undefined : Math.round(Number(parts[1]) * unit);
}

/** `1.2 MB`, `340 kB`: decimal units, as file managers and networks count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [size, unit] = bytes < 999_500 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${Number(size.toPrecision(3))} ${unit}`;
}
