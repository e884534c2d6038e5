import { lazily } from '../../model/lazily.ts';

/** Most runs look at no PNG that is new: they do without its loading, which takes longer than to look at one. */
export const zlib = lazily(() => process.getBuiltinModule('node:zlib'));
