/** Repairs all that can be repaired safely in a file, as `--fix` does. */
export const FIX_ALL = 'source.fixAll.stet';
/** A command that shows the page of a rule; its arguments are the rule's id and the address of its page. */
export const EXPLAIN = 'stet.explain';
