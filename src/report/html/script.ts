/** Filters what is on the page already. It reads attributes and sets `hidden`, and makes nothing out of text. */
export const SCRIPT = `
const form = document.querySelector('form');
const articles = [...document.querySelectorAll('article[data-rule]')];
function filter() {
  const rule = form.elements.rule.value, folder = form.elements.folder.value, severity = form.elements.severity.value;
  const words = form.elements.words.value.toLowerCase().split(' ').filter(Boolean);
  let shown = 0;
  for (const article of articles) {
    const { path } = article.parentElement.dataset;
    const text = words.length === 0 ? '' : (path + ' ' + article.textContent).toLowerCase();
    const wanted = (rule === '' || article.dataset.rule === rule) && (severity === '' || article.dataset.severity === severity)
      && (folder === '' || path.startsWith(folder)) && words.every((word) => text.includes(word));
    article.hidden = !wanted;
    if (wanted) shown++;
  }
  for (const section of document.querySelectorAll('section[data-path]')) section.hidden = !section.querySelector('article:not([hidden])');
  form.querySelector('output').textContent = shown === articles.length ? '' : shown + ' of ' + articles.length;
}
form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
filter();
`;
