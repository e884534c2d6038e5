import { byText } from '../model/order.ts';
import type { Reporter } from './reporter.ts';
import { byPath, sentence } from './wording.ts';
import { holdable, tag } from './xml.ts';

/** The report of Checkstyle, which most services for reviews can read. */
export const checkstyle: Reporter = ({ diagnostics, failures }, { fromFolder }) => {
  const findings = diagnostics.map((diagnostic) => ({
    path: diagnostic.path,
    line: diagnostic.range.start.line,
    column: diagnostic.range.start.column,
    severity: diagnostic.severity,
    message: sentence(diagnostic),
    source: diagnostic.rule,
  }));
  const failed = failures.map(({ path, message }) => ({ path, line: 1, column: 1, severity: 'error', message, source: 'stet' }));
  const files = [...byPath([...failed, ...findings], holdable)].sort(([a], [b]) => byText(a, b));
  const elements = files.map(([path, errors]) => {
    const lines = errors.map(({ path: _, ...attributes }) => `    ${tag('error', attributes)}</error>\n`);
    return `  ${tag('file', { name: fromFolder(path) })}\n${lines.join('')}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${elements.join('')}</checkstyle>\n`;
};
