import { fileRule } from '../../src/model/rule.ts';
import { textOf } from './_text.ts';

interface Options {
  readonly words: readonly string[];
  readonly allow: readonly string[];
}

/** By language: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Chinese, Japanese, Korean. */
const VAGUE = new Set(
  `here,click here,click,click this,right here,over here,see here,this,this link,this page,this article,link,the link,a link,more,read more,learn more,see more,more info,more information,find out more,details,page
hier,hier klicken,klicke hier,klicken sie hier,klick hier,dieser link,link,mehr,mehr erfahren,mehr lesen,weiterlesen,weitere informationen,mehr informationen
ici,cliquez ici,cliquer ici,lien,ce lien,lire la suite,en savoir plus,plus d'informations
aquí,aqui,haz clic aquí,haga clic aquí,enlace,este enlace,leer más,más información,ver más
clique aqui,neste link,este link,leia mais,saiba mais,ver mais
qui,clicca qui,questo link,leggi di più,leggi tutto,scopri di più
klik hier,deze link,lees meer,lees verder,meer informatie
tutaj,kliknij tutaj,ten link,czytaj więcej,więcej
здесь,тут,сюда,ссылка,по ссылке,нажмите здесь,подробнее,читать далее
这里,這裡,这儿,点击这里,點擊這裡,点这里,点此,点击,此处,此處,链接,連結,更多,阅读更多,了解更多
こちら,ここ,ここをクリック,こちらをクリック,リンク,続きを読む,詳細,詳しくはこちら
여기,여기를 클릭,링크,더 보기,자세히`.split(/[,\n]/),
);

export default fileRule<Options>({
  meta: {
    summary: 'The text of a link does not say where it leads.',
    level: 'off',
    options: {
      words: { type: 'array', items: { type: 'string' }, default: [], description: 'More texts that say nothing.' },
      allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Texts that may stand.' },
    },
  },
  *check(document, { words, allow }) {
    const more = new Set(words.map(fold));
    const allowed = new Set(allow.map(fold));
    for (const link of [...document.all('link'), ...document.all('linkReference')]) {
      const text = textOf(link);
      const folded = text === undefined ? '' : fold(text);
      if ((!VAGUE.has(folded) && !more.has(folded)) || folded === '' || allowed.has(folded)) continue;
      yield {
        span: document.span(link),
        message: `Link text \`${text?.trim()}\` does not say where it leads`,
        hint: 'Screen readers list the links of a page without the sentences around them.',
      };
    }
  },
});

/** Letter case, white space and signs at the ends make no difference. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
