/** An environment variable that only threads of our own have: asking Node's module for threads would cost every start. */
export const THREAD_MARK = 'STET_THREAD';

/** Its values in a thread that has an editor's project, and in one that runs remark; any other is one that maps files. */
export const EDITOR_THREAD = 'editor';
export const REMARK_THREAD = 'remark';

/** So many files must be there for each thread: with fewer, they are done before it has started. */
export const FILES_A_THREAD = 100;
