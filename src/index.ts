export { z } from 'zod';
export { defineRule, type OptionValues, type RuleDefinition } from './config/define-rule.ts';
export { date, defineConfig, image, reference } from './config/helpers.ts';
export type { PluginInput } from './config/plugins.ts';
export type { UserCollection, UserConfig, UserRules } from './config/user-config.ts';
export type { Collection } from './model/config.ts';
export type { Corpus, FileFacts, Post } from './model/corpus.ts';
export type { Document, Fence, Heading, NodeOf, NodeType, Tag, TagAttribute } from './model/document.ts';
export type { Edit, Finding, Fix, Related } from './model/finding.ts';
export {
  type FrontMatter,
  type MapNode,
  nodeAt,
  type ScalarNode,
  scalarsOf,
  stringsOf,
  toData,
  type ValueNode,
} from './model/frontmatter.ts';
export type { ImageConstraints, ImageFormat, ImageInspection, ImageReference, ImageResolution } from './model/image.ts';
export type { Anchor, LinkReference, LinkResolution } from './model/link.ts';
export type { Mark } from './model/mark.ts';
export type { Plugin } from './model/plugin.ts';
export type { Diagnostic, Failure, Report } from './model/report.ts';
export type { CorpusRule, FileRule, Findings, Level, OptionSchema, Rule, RuleMeta, SiteRule } from './model/rule.ts';
export type { Position, Range, Span } from './model/span.ts';
