import type { Tag } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'An image has no alternative text.', level: 'warn' },
  *check(document) {
    const hint = 'Describe what it shows; in HTML, `alt=""` marks a picture that only decorates.';
    for (const node of [...document.all('image'), ...document.all('imageReference')]) {
      if ((node.alt ?? '').trim() === '') yield { span: document.span(node), message: 'Image without alternative text', hint };
    }
    for (const tag of document.tags) {
      if (lacksAlt(tag)) yield { span: tag.span, message: `\`<${tag.name}>\` without \`alt\``, hint };
    }
  },
});

/** Hidden from assistive technology, or given its attributes by a spread: then it may go without. */
function lacksAlt({ name, attributes }: Tag): boolean {
  if (name !== 'img' && name !== 'Image') return false;
  return !attributes.some((attribute) => {
    const value = attribute.value?.toLowerCase();
    switch (attribute.name.toLowerCase()) {
      case 'alt':
      case ':alt':
      case 'v-bind:alt':
      case '...':
        return true;
      case 'aria-label':
      case 'aria-labelledby':
        return value !== '';
      case 'role':
        return value === 'presentation' || value === 'none';
      case 'aria-hidden':
        return value !== 'false';
      default:
        return false;
    }
  });
}
