/** So many files are handed over at once: others get their turn between, and the trees of all would need much memory. */
const FILES_A_TURN = 16;

export function turnsOf(paths: readonly string[]): string[][] {
  const count = Math.ceil(paths.length / FILES_A_TURN);
  return Array.from({ length: count }, (_, turn) => paths.slice(turn * FILES_A_TURN, (turn + 1) * FILES_A_TURN));
}

/** Has every turn done by one of the members, each of which takes the next when it is done with the last. Answers in order. */
export async function sideBySide<Turn, Member, T>(
  turns: readonly Turn[],
  members: readonly Member[],
  work: (turn: Turn, member: Member) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  const open = turns.entries();
  const take = async (member: Member) => {
    for (const [index, turn] of open) answers[index] = await work(turn, member);
  };
  await Promise.all(members.map(take));
  return answers;
}
