import type { Document } from '../../model/document.ts';
import type { Edit } from '../../model/finding.ts';
import { Refusal } from '../refusal.ts';
import { type Label, type LabelUse, labelSpan, labelUses, usedSpan } from './labels.ts';

/** A new label for a definition and all its uses. */
export function relabelled({ identifier }: Label, name: string, document: Document): Edit[] {
  if (/[[\]\\]/.test(name)) throw new Refusal('A label must not hold brackets or backslashes.');
  const definitions = document.all('definition');
  if (definitions.some((node) => node.identifier !== identifier && node.identifier === name.toLowerCase()))
    throw new Refusal(`There is a definition \`${name}\` already.`);
  const stated = definitions.filter((node) => node.identifier === identifier);
  const used = labelUses(document).filter((node) => node.identifier === identifier);
  return [
    ...stated.map((node) => ({ span: labelSpan(node, document), text: name })),
    ...used.map((node) => renamedUse(node, document, name)),
  ];
}

/** `[text][label]` keeps its text; `[label][]` and `[label]` keep what readers see by getting the new label behind it. */
function renamedUse(node: LabelUse, document: Document, label: string): Edit {
  const [, end] = document.span(node);
  if (node.referenceType === 'shortcut') return { span: [end, end], text: `[${label}]` };
  if (node.referenceType === 'collapsed') return { span: [end - 2, end], text: `[${label}]` };
  return { span: usedSpan(node, document), text: label };
}
