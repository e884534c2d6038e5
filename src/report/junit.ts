import type { Diagnostic, Failure } from '../model/report.ts';
import type { Reporter } from './reporter.ts';
import { byPath, count, sentence } from './wording.ts';
import { holdable, markup, tag } from './xml.ts';

/** A test suite for each file, a test case for each finding: errors fail, warnings are skipped, as they are by the exit code. */
export const junit: Reporter = ({ summary, diagnostics, failures }) => {
  const files = [...new Set([...failures, ...diagnostics].map(({ path }) => holdable(path)))].sort();
  const found = byPath(diagnostics, holdable);
  const failed = byPath(failures, holdable);
  const suites = files.map((path) => suite(path, found.get(path) ?? [], failed.get(path) ?? []));
  const clean = diagnostics.length + failures.length === 0;
  const attributes = {
    name: 'stet',
    tests: diagnostics.length + failures.length + (clean ? 1 : 0),
    failures: summary.errors,
    errors: failures.length,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `${tag('testsuites', attributes)}\n`,
    ...(clean ? [passed(`${count(summary.files, 'file')} checked, nothing found`)] : suites),
    '</testsuites>\n',
  ].join('');
};

function suite(path: string, diagnostics: readonly Diagnostic[], failures: readonly Failure[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const attributes = {
    name: path,
    tests: diagnostics.length + failures.length,
    failures: errors,
    errors: failures.length,
    skipped: diagnostics.length - errors,
  };
  const cases = [
    ...failures.map(({ message }) => testCase(path, 'could be checked', 'error', 'failure', message, message)),
    ...diagnostics.map((diagnostic) => {
      const { rule, severity, range } = diagnostic;
      const place = `${range.start.line}:${range.start.column}`;
      return testCase(
        path,
        `${rule} at ${place}`,
        severity === 'error' ? 'failure' : 'skipped',
        rule,
        diagnostic.message,
        `${path}:${place} ${severity} ${sentence(diagnostic)}`,
      );
    }),
  ];
  return `  ${tag('testsuite', attributes)}\n${cases.join('')}  </testsuite>\n`;
}

function testCase(classname: string, name: string, outcome: string, type: string, message: string, body: string): string {
  return `    ${tag('testcase', { name, classname })}\n      ${tag(outcome, { type, message })}${markup(body)}</${outcome}>\n    </testcase>\n`;
}

function passed(name: string): string {
  return `  ${tag('testsuite', { name: 'stet', tests: 1, failures: 0, errors: 0, skipped: 0 })}\n    ${tag('testcase', { name, classname: 'stet' })}</testcase>\n  </testsuite>\n`;
}
