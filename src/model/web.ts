/** What the web says of a URL. */
export type WebAnswer =
  | { readonly status: 'there' }
  /** `reason` is a sentence without its full stop: `the server answers 404 (Not Found)`. */
  | { readonly status: 'gone'; readonly reason: string }
  /** It may be there or not: the server is busy, keeps strangers out, or can't be reached. `reason` as above. */
  | { readonly status: 'unclear'; readonly reason: string };

/** The web, as far as a run may ask it. */
export interface Web {
  /** Whether the URLs of a post are asked for. */
  concerns(path: string): boolean;
  /** What is known of each URL in the end. However often it is called, a URL is asked for once. */
  ask(urls: Iterable<string>): Promise<ReadonlyMap<string, WebAnswer>>;
}
