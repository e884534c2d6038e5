import { createHash } from 'node:crypto';
import type { Diagnostic, Report } from '../../model/report.ts';
import type { ReportContext, Reporter } from '../reporter.ts';
import { byPath, count, errorsFirst } from '../wording.ts';
import { markup, tag } from '../xml.ts';
import { excerpt, startsOf } from './excerpt.ts';
import { filters } from './filters.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { thumbnails } from './thumbnails.ts';

/** A browser copes with so many; what is left out is counted, and errors are left out last. */
const MOST_FINDINGS = 5000;

/** One page that needs nothing else: it may run only its own script, and load nothing. */
export const html: Reporter = (report, context) => {
  const shown = mostImportant(report.diagnostics);
  const figure = thumbnails(context.bytesOf);
  const sections = [...byPath(shown)].map(([path, diagnostics]) => section(path, diagnostics, context, figure));
  const policy = `default-src 'none'; img-src data:; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>stet report</title>',
    `<style>${STYLE}</style>`,
    '<h1>stet</h1>',
    `<p class="sum">${summary(report, shown.length)}</p>`,
    ...failures(report),
    ...(shown.length > 0 ? [filters(shown)] : []),
    ...sections,
    ...(shown.length > 0 ? [`<script>${SCRIPT}</script>`] : []),
    '</html>\n',
  ].join('\n');
};

function mostImportant(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_FINDINGS) return diagnostics;
  const kept = new Set(errorsFirst(diagnostics).slice(0, MOST_FINDINGS));
  return diagnostics.filter((diagnostic) => kept.has(diagnostic));
}

function summary({ summary: { errors, warnings, files }, diagnostics }: Report, shown: number): string {
  if (diagnostics.length === 0) return `${count(files, 'file')} checked, nothing found`;
  const left = diagnostics.length - shown;
  const parts = [
    `<b class="error">${count(errors, 'error')}</b> and <b class="warning">${count(warnings, 'warning')}</b> in ${count(files, 'file')}`,
    ...(left > 0 ? [`${count(left, 'finding')} more than this page can hold`] : []),
  ];
  return parts.join('; ');
}

function failures({ failures }: Report): string[] {
  if (failures.length === 0) return [];
  const items = failures.map(({ path, message }) => `<article class="error"><p><b>${markup(path)}</b>: ${prose(message)}</p></article>`);
  return ['<h2>Could not be checked</h2>', ...items];
}

function section(path: string, diagnostics: readonly Diagnostic[], { sourceOf }: ReportContext, figure: (path: string) => string): string {
  const source = sourceOf(path);
  const starts = startsOf(source);
  const articles = diagnostics.map((diagnostic) =>
    article(diagnostic, source === undefined ? '' : excerpt(source, starts, diagnostic.range), figure),
  );
  return `${tag('section', { 'data-path': path })}\n<h2>${markup(path)}</h2>\n${articles.join('\n')}\n</section>`;
}

function article(
  { rule, severity, range, message, hint, related, url, image }: Diagnostic,
  frame: string,
  figure: (path: string) => string,
): string {
  const place = `${range.start.line}:${range.start.column}`;
  const name =
    url !== undefined && /^https?:/.test(url) ? `${tag('a', { href: url, rel: 'noreferrer' })}${markup(rule)}</a>` : markup(rule);
  return [
    tag('article', { class: severity, 'data-rule': rule, 'data-severity': severity }),
    `<div class="head"><span>${place}</span><span class="${severity}">${severity}</span><span>${name}</span></div>`,
    `<p>${prose(message)}</p>`,
    ...(frame === '' ? [] : [frame]),
    ...(hint === undefined ? [] : [`<p class="hint">${prose(hint)}</p>`]),
    ...related.map((other) => `<p class="see">see ${markup(other.path)}:${other.range.start.line} ${markup(other.message)}</p>`),
    ...(image === undefined ? [] : [figure(image)]),
    '</article>',
  ].join('');
}

/** A message, with what it quotes as code. */
function prose(text: string): string {
  return markup(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
