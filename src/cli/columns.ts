/** The width of a terminal; 80 for what is none, or does not say. */
export function columnsOf({ columns }: { readonly columns?: number }): number {
  return columns === undefined || columns < 20 ? 80 : columns;
}
