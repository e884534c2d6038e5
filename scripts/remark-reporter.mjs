// @ts-check
/** A reporter for remark-cli: every message as JSON. */

/** @param {import('vfile').VFile[]} files */
export default function report(files) {
  return JSON.stringify(
    files.map(({ path, messages }) => ({
      path,
      messages: messages.map(({ line, column, ruleId, source, reason, fatal }) => ({ line, column, ruleId, source, reason, fatal })),
    })),
  );
}
