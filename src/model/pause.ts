/**
 * Awaited between two steps of a long work: undefined to go on at once, else what others get their turn by. It throws where
 * nobody wants the result any more.
 */
export type Pause = () => Promise<void> | undefined;
