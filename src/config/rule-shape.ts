import { LEVELS, type Rule } from '../model/rule.ts';
import type { Shape } from './shape.ts';
import { validate } from './validate.ts';

const OPTION: Shape = {
  type: 'object',
  required: ['type', 'description', 'default'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', enum: ['string', 'integer', 'boolean', 'array'] },
    description: { type: 'string' },
    default: {},
    enum: { type: 'array', items: { type: 'string' } },
    items: { type: 'object', additionalProperties: true },
    minimum: { type: 'integer' },
    format: { type: 'string', enum: ['bytes'] },
  },
};

/** What of a rule can be told before it runs. */
const RULE: Shape = {
  type: 'object',
  required: ['kind', 'meta', 'check'],
  additionalProperties: true,
  properties: {
    kind: { type: 'string', enum: ['file', 'corpus', 'site'] },
    meta: {
      type: 'object',
      required: ['summary', 'level'],
      additionalProperties: false,
      properties: {
        summary: { type: 'string' },
        level: { type: 'string', enum: LEVELS },
        fix: { type: 'string', enum: ['safe', 'unsafe'] },
        url: { type: 'string' },
        options: { type: 'object', additionalProperties: OPTION },
      },
    },
  },
};

/** What is wrong with a rule from outside, as a sentence; undefined when it can be run. */
export function ruleProblem(rule: unknown): string | undefined {
  const [issue] = validate(rule, RULE);
  if (issue !== undefined) return `${issue.path.length === 0 ? '' : `${issue.path.join('.')}: `}${issue.message}`;
  return typeof (rule as Rule).check === 'function' ? undefined : 'check: must be a function';
}
