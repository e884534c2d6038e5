export { z } from 'zod';
export { date, defineConfig, image, reference } from './config/helpers.ts';
export type { UserCollection, UserConfig, UserRules } from './config/user-config.ts';
export type { ImageConstraints, ImageFormat } from './model/image.ts';
export type { Diagnostic, Failure, Report } from './model/report.ts';
export type { Position, Range } from './model/span.ts';
