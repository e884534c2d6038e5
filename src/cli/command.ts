/** A command of the command line. Each has a file of its own, which is loaded only when it is asked for. */
export interface Command {
  /** What `stet <command> --help` prints. */
  readonly help: string;
  /** Reads its own arguments. Returns the exit code. */
  run(args: readonly string[], cwd: string): Promise<number>;
}
