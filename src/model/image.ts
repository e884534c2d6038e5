import type { Span } from './span.ts';

/** A place that names an image, as written. Plain data: it crosses to workers and into caches. */
export interface ImageReference {
  /** The reference as the renderer sees it: Markdown escapes and HTML entities decoded, percent signs left. */
  readonly url: string;
  /** Of the URL in the source, and no more. */
  readonly span: Span;
  readonly kind: 'markdown' | 'html' | 'jsx' | 'import' | 'frontmatter';
  /** What `image({ … })` of the schema asks for; front matter only. */
  readonly constraints?: ImageConstraints;
}

export interface ImageConstraints {
  /** Least size in pixels, after EXIF rotation. */
  readonly width?: number;
  readonly height?: number;
  /** Width divided by height, or `16:9`; 1 % off passes. */
  readonly aspectRatio?: number | string;
  /** A number of bytes, or `500 kB`. */
  readonly maxBytes?: number | string;
  readonly formats?: readonly ImageFormat[];
}

export const IMAGE_FORMATS = ['png', 'jpeg', 'gif', 'webp', 'avif', 'heif', 'svg', 'ico', 'bmp', 'tiff', 'jxl'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

const NAMES: Partial<Record<ImageFormat, string>> = { webp: 'WebP', ico: 'ICO', jxl: 'JPEG XL' };

/** As people write it: `PNG`, `WebP`. */
export function formatName(format: ImageFormat): string {
  return NAMES[format] ?? format.toUpperCase();
}

/** A point on the earth in degrees, south and west below zero, and where in the file it is written. */
export interface ImageLocation {
  readonly source: 'EXIF' | 'XMP';
  readonly latitude: number;
  readonly longitude: number;
}

/** Something in an SVG that runs as code where it is opened as a page, or put into one. */
export interface ActiveContent {
  /** As people write it: `<script>`, `onload`. */
  readonly name: string;
  /** From one. */
  readonly line: number;
}

/** What the bytes of a file say it is. */
export type ImageInspection =
  | {
      readonly status: 'image';
      readonly format: ImageFormat;
      /** File size in bytes. */
      readonly bytes: number;
      /** Pixels after EXIF rotation; undefined where the file states none (an SVG without width and height). */
      readonly size: { readonly width: number; readonly height: number } | undefined;
      readonly location?: ImageLocation | undefined;
      /** The first of an SVG. */
      readonly active?: ActiveContent | undefined;
    }
  | {
      readonly status: 'corrupt';
      readonly bytes: number;
      /** Why it is no image, as the end of a sentence that begins with the file's name. */
      readonly reason: string;
      readonly hint?: string;
    }
  | { readonly status: 'unreadable'; readonly reason: string };

/** Decodes every pixel of a file. Answers why it can't, as the end of a sentence, or nothing. */
export type DecodeImage = (bytes: Uint8Array) => Promise<string | undefined>;

/** Where a reference leads in the project. */
export type ImageResolution =
  | { readonly status: 'found'; readonly path: string }
  | { readonly status: 'wrong-case'; readonly path: string; readonly url: string }
  | {
      readonly status: 'missing';
      /** Every path that was tried, in order. */
      readonly tried: readonly string[];
      /** The nearest existing name, written as the reference would be. */
      readonly nearest: string | undefined;
      /** Whether no other name is near. */
      readonly isOnly: boolean;
    }
  | { readonly status: 'outside-root' }
  /** `reason` ends the sentence "not judged: …"; undefined for what is nobody's to judge: other sites, `data:`. */
  | { readonly status: 'not-judged'; readonly reason: string | undefined };
