import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

interface Options {
  readonly prefer: readonly string[];
}

/** Names that highlighters take for one language. */
const ALIASES =
  'js javascript,ts typescript,sh bash shell,py python,rb ruby,rs rust,yml yaml,md markdown,cs csharp c#,fs fsharp f#,cpp c++,docker dockerfile,go golang,ps1 powershell pwsh ps,kt kotlin,tex latex,txt text plain plaintext,html htm,hs haskell,ex elixir,erl erlang,objc objective-c objectivec,gql graphql,make makefile,tf terraform,proto protobuf,vim viml vimscript,console shellsession shell-session sh-session,bat batch,styl stylus,pl perl,jl julia,clj clojure,coffee coffeescript,patch diff,hbs handlebars,pug jade';

const GROUPS = new Map(ALIASES.split(',').flatMap((names) => names.split(' ').map((name) => [name, names] as const)));

export default fileRule<Options>({
  meta: {
    summary: 'A post calls one language by two names, or by another one than is preferred.',
    level: 'off',
    options: {
      prefer: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description: 'The names to use, such as js; for other languages, the first one in a post.',
      },
    },
  },
  *check(document, { prefer }) {
    const chosen = new Map<string, { name: string; span?: Span }>();
    for (const name of prefer) chosen.set(GROUPS.get(name) ?? name, { name });
    for (const { language } of document.fences) {
      const name = /^[\w+#-]+/.exec(language?.text ?? '')?.[0].toLowerCase() ?? '';
      const group = GROUPS.get(name);
      if (language === undefined || group === undefined) continue;
      const span: Span = [language.span[0], language.span[0] + name.length];
      const first = chosen.get(group);
      if (first === undefined) chosen.set(group, { name, span });
      else if (first.name !== name)
        yield {
          span,
          message: first.span ? `\`${name}\` is called \`${first.name}\` above` : `\`${first.name}\` is preferred to \`${name}\``,
          related: first.span && [{ span: first.span, message: 'The first name' }],
        };
    }
  },
});
