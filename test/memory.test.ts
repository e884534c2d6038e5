import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createProject } from '../src/engine/project.ts';
import { optionsOf } from './support/world.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

it('what a post was before it was edited is not held on to, however long nothing else is judged', async () => {
  const path = 'posts/a.md';
  const body = '# A\n\n[b](b.md) ![c](c.png)\n';
  const files = { [path]: body, 'posts/b.md': '# B\n' };
  const project = createProject(await optionsOf({ files, config: { collections: { posts: { include: ['posts/*.md'] } } } }));
  await project.check();
  const earlier: WeakRef<object>[] = [];
  for (let edit = 0; edit < 6; edit++) {
    project.update(path, `${body}${'word '.repeat(edit)}\n`);
    await project.checkFile(path);
    const post = project.world?.postAt(path);
    for (const one of [post, post?.facts.links[0], post?.facts.bodyImages[0]]) earlier.push(new WeakRef(one as object));
  }
  await new Promise(setImmediate);
  collect();
  expect(earlier.map((ref) => ref.deref() !== undefined)).toEqual([...Array(15).fill(false), true, true, true]);
});
