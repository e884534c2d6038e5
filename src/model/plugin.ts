import type { Rule } from './rule.ts';

/** Rules from outside. Their ids are `<name>/<key>`. */
export interface Plugin {
  /** Lower-case letters, digits and hyphens; none of our own groups. */
  readonly name: string;
  readonly rules: Readonly<Record<string, Rule>>;
}
