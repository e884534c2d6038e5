/** A part of the package that its types leave out. */
declare module 'css-tree/tokenizer' {
  export function tokenize(code: string, take: (type: number, start: number, end: number) => void): void;
  export const tokenTypes: Readonly<Record<'Ident' | 'Function' | 'BadString' | 'WhiteSpace' | 'Comment', number>>;
}
