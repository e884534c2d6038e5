/** At the root of the project. In a file of its own: projects without one load nothing else for it. */
export const BASELINE_FILE = 'stet-baseline.json';
