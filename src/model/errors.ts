/** The world refused: `message` is a sentence for people, with no path and no stack. */
export class HostError extends Error {}

/** The user's command line or configuration is wrong: `message` says where, what and how to mend it. */
export class UserError extends Error {}

/** Code of the user's own that threw while a post was judged, such as a schema: `message` says whose. */
export class ContentError extends Error {}
