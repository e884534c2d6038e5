import type { Change } from '../host/git/change.ts';
import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';

/** Which files of a change may be fixed. */
export interface FixLimits {
  /** Asked only for files that have something to fix. */
  allows(path: string): boolean;
  /** Takes what was fixed into the change; and says what was left. */
  end(fixed: readonly string[]): void;
}

/**
 * Only files of the change are fixed; and of what is staged, only those that the disk has as they are staged. To stage the
 * others anew would take along what their writer has held back.
 */
export function limitsOf(change: Change, disk: Host, notice: (line: string) => void): FixLimits {
  const left = new Set<string>();
  return {
    allows(path) {
      if (!change.paths.has(path) || change.stage === undefined) return false;
      if (isSame(path, change.after, disk)) return true;
      left.add(path);
      return false;
    },
    end(fixed) {
      if (change.stage === undefined) notice('nothing is fixed in a commit of single files: git would keep the fix out of its index');
      else if (fixed.length > 0) change.stage(fixed);
      for (const path of left) notice(`${path} is not fixed: the disk has it otherwise than it is staged`);
    },
  };
}

function isSame(path: string, one: Host, other: Host): boolean {
  if (one === other) return true;
  try {
    return Buffer.compare(one.read(path), other.read(path)) === 0;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
