import type { Scene } from '../scene.ts';

/** Answers a client's request with a result of the protocol; null where there is nothing to say. */
export type Feature = (scene: Scene, params: never) => Promise<unknown>;

/** By the method of the protocol. */
export const FEATURES: Readonly<Record<string, Feature>> = {};
