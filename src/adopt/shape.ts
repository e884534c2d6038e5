/** What the values of a front matter key have in common: what a schema is written from. */
export type Shape =
  | { readonly kind: 'boolean' | 'date' | 'url' | 'anything' }
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'text'; readonly most?: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** A file; `mayBeBlank` where posts write `''` for none. */
  | { readonly kind: 'image'; readonly mayBeBlank: boolean }
  | { readonly kind: 'list'; readonly items: Shape }
  | { readonly kind: 'union'; readonly forms: readonly Shape[] }
  /** A value, or nothing behind the colon. */
  | { readonly kind: 'nullable'; readonly form: Shape }
  /** Keys that differ from post to post. */
  | { readonly kind: 'record'; readonly values: Shape }
  | MapShape;

export interface MapShape {
  readonly kind: 'map';
  /** How many maps it was inferred from. */
  readonly count: number;
  /** No other keys are to be expected. */
  readonly isClosed: boolean;
  readonly keys: readonly KeyShape[];
}

export interface KeyShape {
  readonly name: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** How many of the maps have it. */
  readonly count: number;
}
