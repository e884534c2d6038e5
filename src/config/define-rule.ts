import type { CorpusRule, FileRule, OptionSchema, Rule, RuleMeta, SiteRule } from '../model/rule.ts';

type OptionSchemas = Readonly<Record<string, OptionSchema>>;

/** What a rule gets for an option of this schema. */
type OptionValue<S extends OptionSchema> = S extends { readonly format: 'bytes' }
  ? number
  : S extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : { string: string; integer: number; boolean: boolean; array: readonly string[] }[S['type']];

/** The options of a rule, as its schemas type them. */
export type OptionValues<S extends OptionSchemas> = { readonly [Name in keyof S]: OptionValue<S[Name]> };

type WithMeta<R extends { readonly meta: RuleMeta }, S extends OptionSchemas> = Omit<R, 'meta'> & {
  readonly meta: Omit<RuleMeta, 'options'> & { readonly options?: S };
};

/** A rule of your own, of one of three kinds. */
export type RuleDefinition<S extends OptionSchemas> =
  | WithMeta<FileRule<OptionValues<S>>, S>
  | WithMeta<CorpusRule<OptionValues<S>>, S>
  | WithMeta<SiteRule<OptionValues<S>>, S>;

/**
 * Types a rule of your own; returns it as it is. A `file` rule judges one file by itself, a `corpus` rule a post among
 * the others, a `site` rule all posts together.
 */
export function defineRule<const S extends OptionSchemas = Record<never, never>>(rule: RuleDefinition<S>): Rule {
  return rule as Rule;
}
