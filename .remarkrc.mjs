/** How remark-lint checks our own Markdown; pages with examples of faults in them are fenced. */
export default {
  plugins: [
    'remark-lint',
    'remark-frontmatter',
    'remark-gfm',
    'remark-preset-lint-recommended',
    'remark-preset-lint-consistent',
    ['remark-lint-list-item-indent', 'one'],
    // `[…]` and `[n]` are text in our tables.
    ['remark-lint-no-undefined-references', false],
  ],
};
